import type {CSSProperties, ReactNode} from 'react';
import type {Motion} from '../order.ts';
import {settled, useSeconds, useStage} from './timeline.ts';

const LENGTH = 0.7; // seconds
// A film's first frame shows what comes in by then: a player shows it before it plays.
const OPENING = 0.5; // seconds
const WAY = 56; // design pixels that a part travels

interface EnteringProps {
  /** Seconds of the scene. */
  readonly at: number;
  readonly children: ReactNode;
  readonly style?: CSSProperties;
}

/** A part of the picture that comes in as the shot's motion says. It keeps its place in the layout all the time. */
export const Entering = ({at, children, style}: EnteringProps) => {
  const {order, direction} = useStage();
  const from = order.opens && at < OPENING ? at - OPENING : at;
  const share = settled(useSeconds(), from, LENGTH);
  return <div style={{...style, ...entrance(order.shot.motion?.entrance ?? 'rise', share, direction)}}>{children}</div>;
};

/** How something looks that has come in to a share; nothing is left on it at the end. */
export function entrance(kind: Motion['entrance'], share: number, direction: 'ltr' | 'rtl' = 'ltr'): CSSProperties {
  if (share >= 1) return {};
  if (share <= 0) return {opacity: 0};
  const opacity = Math.min(1, share * 1.25);
  const way = (1 - share) * WAY;
  const hidden = `${(100 * (1 - share)).toFixed(2)}%`;
  switch (kind) {
    case 'fade':
      return {opacity: share};
    case 'rise':
      return {opacity, transform: `translateY(${way.toFixed(2)}px)`};
    case 'slide':
      return {opacity, transform: `translateX(${((direction === 'rtl' ? 1.8 : -1.8) * way).toFixed(2)}px)`};
    case 'reveal':
      return {clipPath: direction === 'rtl' ? `inset(-12% -4% -12% ${hidden})` : `inset(-12% ${hidden} -12% -4%)`};
  }
}
