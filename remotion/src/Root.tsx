import {type CalculateMetadataFunction, Composition} from 'remotion';
import {COMPOSITION, type SceneProps} from './order.ts';
import {Guard} from './stage/Guard.tsx';
import {Scene} from './stage/Scene.tsx';

const fromOrder: CalculateMetadataFunction<SceneProps> = ({props}) => ({
  ...props.order.frame,
  durationInFrames: props.order.length,
});

const Guarded = (props: SceneProps) => (
  <Guard>
    <Scene {...props} />
  </Guard>
);

// The page is never opened without an order; Remotion wants defaults all the same.
const BLANK = {} as SceneProps;

export const Root = () => (
  <Composition id={COMPOSITION} component={Guarded} calculateMetadata={fromOrder} defaultProps={BLANK} />
);
