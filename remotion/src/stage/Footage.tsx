import {Video} from '@remotion/media';
import {AbsoluteFill, cancelRender, Img} from 'remotion';
import {Backdrop} from './Backdrop.tsx';
import {positionOf} from './focus.ts';
import {useSceneSeconds, useSeconds, useStage} from './timeline.ts';

const COVER = {width: '100%', height: '100%', objectFit: 'cover'} as const;

/** The shot's clip or still, or a drawn backdrop where there is none; behind the text, or in a box of its own. */
export const Footage = () => {
  const {order, assets} = useStage();
  if (order.shot.footage === null || assets.footage === null) return <Backdrop />;
  const {kind, focus} = order.shot.footage;
  const position = positionOf(focus);
  return kind === 'video' ? <Clip src={assets.footage} position={position} /> : <Still src={assets.footage} position={position} />;
};

const unreadable = () => cancelRender(new Error('the footage is not a picture that the browser can read'));

interface Laid {
  readonly src: string;
  /** Of the picture in its box, as CSS has it. */
  readonly position: string;
}

/** A clip, from its start again when the scene is longer. */
const Clip = ({src, position}: Laid) => (
  <AbsoluteFill>
    <Video src={src} muted loop style={{...COVER, objectPosition: position}} objectFit="cover" />
  </AbsoluteFill>
);

/** A still that comes slowly nearer. */
const Still = ({src, position}: Laid) => {
  const now = useSeconds();
  const share = now / Math.max(useSceneSeconds(), 0.001);
  const transform = `translate(${(-1.2 * share).toFixed(4)}%, ${(-0.8 * share).toFixed(4)}%) scale(${(1.04 + 0.07 * share).toFixed(5)})`;
  return (
    <AbsoluteFill style={{overflow: 'hidden'}}>
      <Img src={src} maxRetries={0} onError={unreadable} style={{...COVER, objectPosition: position, transform}} />
    </AbsoluteFill>
  );
};
