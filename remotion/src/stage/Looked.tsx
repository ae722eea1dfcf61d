import {type ReactNode, useLayoutEffect, useRef} from 'react';
import {useCurrentFrame} from 'remotion';
import {LOOKED} from '../order.ts';
import {type SeenText, seenTexts} from './sight.ts';

/** The texts of one frame, as they are told on the console. */
export interface SeenFrame {
  readonly at: number;
  readonly texts: readonly SeenText[];
}

/** Its children; every so many frames it tells on the console which texts are seen in them, and where. */
export const Looked = ({every, children}: {readonly every: number; readonly children: ReactNode}) => {
  const stage = useRef<HTMLDivElement>(null);
  const frame = useCurrentFrame();
  useLayoutEffect(() => {
    if (stage.current === null || frame % every !== 0) return;
    const told: SeenFrame = {at: frame, texts: seenTexts(stage.current)};
    console.log(LOOKED + JSON.stringify(told));
  });
  return (
    <div ref={stage} style={{position: 'absolute', inset: 0}}>
      {children}
    </div>
  );
};
