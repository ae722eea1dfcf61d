import type {CSSProperties, ReactNode} from 'react';
import type {Motion, Palette} from '../order.ts';
import {faded} from './colors.ts';
import {settled, useSeconds, useStage} from './timeline.ts';

const LENGTH = 0.8; // seconds
const GROWN = 0.03;
/** Set to 1 while a text is fitted: what has grown would count as wider. */
export const UNGROWN = '--ungrown';

interface EmphasisProps {
  /** Seconds of the scene. */
  readonly at: number;
  /** Seconds at which it is over; without it, the scene's end. */
  readonly until?: number;
  readonly children: ReactNode;
  /** Instead of the shot's own. */
  readonly kind?: Motion['emphasis'];
}

/** Words that are stressed as the shot's motion says, from a moment on. */
export const Emphasis = ({at, until = Infinity, children, kind}: EmphasisProps) => {
  const {order, palette, direction} = useStage();
  const now = useSeconds();
  const share = settled(now, at, LENGTH) * (until === Infinity ? 1 : 1 - settled(now, until, LENGTH));
  return <span style={stress(kind ?? order.shot.motion?.emphasis ?? 'none', share, palette, direction === 'rtl' ? '100%' : '0')}>{children}</span>;
};

function stress(kind: Motion['emphasis'], share: number, palette: Palette, begin: '0' | '100%'): CSSProperties {
  // The mark runs from line to line, as a pen would.
  const mark = (color: string, tall: string, low: string): CSSProperties => ({
    backgroundImage: `linear-gradient(${color}, ${color})`,
    backgroundSize: `${(100 * share).toFixed(2)}% ${tall}`,
    backgroundPosition: `${begin} ${low}`,
    backgroundRepeat: 'no-repeat',
  });
  switch (kind) {
    case 'none':
      return {};
    case 'underline':
      return {...mark(palette.accent, '0.075em', '97%'), paddingBottom: '0.02em'};
    case 'highlight':
      return mark(faded(palette.accent, palette.mode === 'dark' ? 0.36 : 0.26), '0.5em', '84%');
    case 'grow':
      return {display: 'inline-block', transform: `scale(var(${UNGROWN}, ${(1 + GROWN * share).toFixed(5)}))`, transformOrigin: `${begin} 60%`};
  }
}
