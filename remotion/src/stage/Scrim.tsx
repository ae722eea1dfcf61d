import type {ReactNode} from 'react';
import {AbsoluteFill} from 'remotion';
import type {Order} from '../order.ts';
import {faded} from './colors.ts';
import {useStage} from './timeline.ts';

// Text keeps 4.5 : 1 over the brightest and the darkest clip at these.
export const DENSE = {dark: 0.84, light: 0.9} as const;

/** A drawn backdrop needs less of a veil than a clip. */
function veilOf({shot, palette}: Order, drawn = shot.footage === null): (share: number) => string {
  const dense = drawn ? 0.45 : DENSE[palette.mode];
  return (share) => faded(palette.background_edge, dense * share);
}

/** A veil of the background's colour between footage and text, on the side from which it is read or everywhere. */
export const Scrim = ({side, drawn = false}: {readonly side: 'start' | 'all'; readonly drawn?: boolean}) => {
  const {order, design, direction} = useStage();
  const veil = veilOf(order, drawn || order.shot.footage === null);
  // Only a wide frame has room beside the text.
  const background = {
    start: `linear-gradient(${direction === 'rtl' ? -90 : 90}deg, ${veil(1)} 0%, ${veil(1)} 52%, ${veil(0.5)} 74%, ${veil(0.12)} 100%)`,
    all: veil(1),
  }[design.shape === 'wide' ? side : 'all'];
  return <AbsoluteFill style={{background}} />;
};

const RISE = 190; // design pixels from the veil's upper edge to the text

/** Text low in the picture with a veil that reaches from just above it to the picture's bottom. */
export const LowScrim = ({children}: {readonly children: ReactNode}) => {
  const {order, design} = useStage();
  const veil = veilOf(order);
  const {left, top, width, height} = design.body;
  const below = design.height - top - height;
  const background = `linear-gradient(180deg, ${veil(0)} 0px, ${veil(0.4)} ${RISE * 0.4}px, ${veil(0.85)} ${RISE * 0.75}px, ${veil(1)} ${RISE}px)`;
  return (
    <div style={{position: 'absolute', left: 0, right: 0, bottom: 0, padding: `${RISE}px ${design.width - left - width}px ${below}px ${left}px`, background}}>
      {children}
    </div>
  );
};
