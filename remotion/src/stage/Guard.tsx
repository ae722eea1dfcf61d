import {Component, type ReactNode} from 'react';
import {cancelRender, continueRender, delayRender} from 'remotion';

// Held from the page's first moment until a scene stands: without it a page whose scene fails early is ready, and black.
const standing = delayRender('the scene');

/** Its children; whatever fails in them ends the drawing with its cause. */
export class Guard extends Component<{readonly children: ReactNode}, {readonly failed: boolean}> {
  override state = {failed: false};

  static getDerivedStateFromError() {
    return {failed: true};
  }

  override componentDidMount() {
    if (!this.state.failed) continueRender(standing);
  }

  override componentDidCatch(error: unknown) {
    cancelRender(error);
  }

  override render() {
    return this.state.failed ? null : this.props.children;
  }
}
