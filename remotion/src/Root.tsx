import {type CalculateMetadataFunction, Composition} from 'remotion';
import type {SceneProps} from './order.ts';
import {Scene} from './stage/Scene.tsx';

/** The page has one composition; the order says what it shows, how large and how long. */
export const COMPOSITION = 'scene';

const fromOrder: CalculateMetadataFunction<SceneProps> = ({props}) => ({
  ...props.order.frame,
  durationInFrames: props.order.length,
});

// The page is never opened without an order; Remotion wants defaults all the same.
const BLANK = {} as SceneProps;

export const Root = () => (
  <Composition id={COMPOSITION} component={Scene} calculateMetadata={fromOrder} defaultProps={BLANK} />
);
