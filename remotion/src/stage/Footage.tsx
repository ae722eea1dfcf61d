import {Video} from '@remotion/media';
import {AbsoluteFill, cancelRender, Img} from 'remotion';
import {Backdrop} from './Backdrop.tsx';
import {useSceneSeconds, useSeconds, useStage} from './timeline.ts';

const COVER = {width: '100%', height: '100%', objectFit: 'cover'} as const;

/** The shot's clip or still, or a drawn backdrop where there is none; behind the text, or in a box of its own. */
export const Footage = () => {
  const {order, assets} = useStage();
  if (order.shot.footage === null || assets.footage === null) return <Backdrop />;
  return order.shot.footage.kind === 'video' ? <Clip src={assets.footage} /> : <Still src={assets.footage} />;
};

const unreadable = () => cancelRender(new Error('the footage is not a picture that the browser can read'));

/** A clip, from its start again when the scene is longer. */
const Clip = ({src}: {readonly src: string}) => (
  <AbsoluteFill>
    <Video src={src} muted loop style={COVER} objectFit="cover" />
  </AbsoluteFill>
);

/** A still that comes slowly nearer. */
const Still = ({src}: {readonly src: string}) => {
  const now = useSeconds();
  const share = now / Math.max(useSceneSeconds(), 0.001);
  const transform = `translate(${(-1.2 * share).toFixed(4)}%, ${(-0.8 * share).toFixed(4)}%) scale(${(1.04 + 0.07 * share).toFixed(5)})`;
  return (
    <AbsoluteFill style={{overflow: 'hidden'}}>
      <Img src={src} maxRetries={0} onError={unreadable} style={{...COVER, transform}} />
    </AbsoluteFill>
  );
};
