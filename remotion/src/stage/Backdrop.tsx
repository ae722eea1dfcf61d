import {useLayoutEffect, useMemo, useRef} from 'react';
import {paintBackdrop, type Backdrop as Composition, composeBackdrop} from './mesh.ts';
import {seedOf} from './seeded.ts';
import {useSeconds, useStage} from './timeline.ts';

// Drawn at half the size: soft colours and fine lines lose nothing, and it costs a quarter.
const SHARE = 0.5;

interface BackdropProps {
  /** What it is composed from; without it the scene, so that each scene has its own. */
  readonly seed?: string;
  /** Its moment in seconds; without it, the scene's. */
  readonly at?: number;
}

/** A drawn moving backdrop in the palette's colours. */
export const Backdrop = ({seed, at}: BackdropProps) => {
  const {order, palette, design} = useStage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const seconds = useSeconds();
  const now = at ?? seconds;
  const width = Math.round(design.width * SHARE);
  const height = Math.round(design.height * SHARE);
  const composition: Composition = useMemo(
    () => composeBackdrop(seedOf(seed ?? order.shot.scene_id + order.shot.template), palette),
    [seed, order, palette],
  );
  useLayoutEffect(() => {
    const brush = canvas.current?.getContext('2d', {alpha: false});
    if (brush) paintBackdrop(brush, composition, palette, {width, height, now});
  }, [composition, palette, width, height, now]);
  return <canvas ref={canvas} width={width} height={height} style={{position: 'absolute', width: '100%', height: '100%', objectFit: 'cover'}} />;
};
