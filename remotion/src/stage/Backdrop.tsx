import {useLayoutEffect, useMemo, useRef} from 'react';
import {paintBackdrop, type Backdrop as Composition, composeBackdrop} from './mesh.ts';
import {seedOf} from './seeded.ts';
import {useSeconds, useStage} from './timeline.ts';

// Drawn at half the size: soft colours and fine lines lose nothing, and it costs a quarter.
const SHARE = 0.5;

/** A drawn moving backdrop in the palette's colours, different for each scene. */
export const Backdrop = () => {
  const {order, palette, design} = useStage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const now = useSeconds();
  const width = Math.round(design.width * SHARE);
  const height = Math.round(design.height * SHARE);
  const composition: Composition = useMemo(
    () => composeBackdrop(seedOf(order.shot.scene_id + order.shot.template), palette),
    [order, palette],
  );
  useLayoutEffect(() => {
    const brush = canvas.current?.getContext('2d', {alpha: false});
    if (brush) paintBackdrop(brush, composition, palette, {width, height, now});
  }, [composition, palette, width, height, now]);
  return <canvas ref={canvas} width={width} height={height} style={{position: 'absolute', width: '100%', height: '100%'}} />;
};
