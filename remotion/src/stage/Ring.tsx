import {faded} from './colors.ts';
import {settled, useSeconds, useStage} from './timeline.ts';

const THICK = 0.13; // of the ring's size
const GROWTH = 1.3; // seconds

interface RingProps {
  /** From 0 to 1. */
  readonly share: number;
  /** Design pixels across. */
  readonly size: number;
  /** Seconds at which it begins to fill. */
  readonly at: number;
}

/** A ring filled to a share, at the end of the body, in its middle. */
export const Ring = ({share, size, at}: RingProps) => {
  const {palette, design, direction} = useStage();
  const grown = settled(useSeconds(), at, GROWTH);
  const {left, top, width, height} = design.body;
  const place = direction === 'rtl' ? left : left + width - size;
  const radius = (100 * (1 - THICK)) / 2;
  const round = 2 * Math.PI * radius;
  const circle = {cx: 50, cy: 50, r: radius, fill: 'none', strokeWidth: 100 * THICK} as const;
  return (
    <svg viewBox="0 0 100 100" width={size} height={size} style={{position: 'absolute', left: place, top: top + (height - size) / 2, opacity: Math.min(1, 3 * grown)}}>
      <circle {...circle} stroke={faded(palette.line, 0.7)} />
      <circle {...circle} stroke={palette.accent} strokeDasharray={`${(round * share * grown).toFixed(3)} ${round.toFixed(3)}`} transform="rotate(-90 50 50)" />
    </svg>
  );
};

/** The share that a number with the unit `%` says; null when it is none. */
export function shareOf(value: string, unit: string | undefined): number | null {
  const number = /^\d{1,3}(?:[.,]\d{1,2})?$/.test(value) ? Number(value.replace(',', '.')) : NaN;
  return unit === '%' && number <= 100 ? number / 100 : null;
}
