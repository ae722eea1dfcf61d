/** Figures and the scale on which they are drawn. */
import type {Lettering} from '../order.ts';

export interface Figure {
  readonly label: string;
  readonly value: number;
  readonly emphasis?: boolean | undefined;
  /** Seconds at which it begins to grow; without it, one after another. */
  readonly begins?: number | undefined;
}

export interface ChartProps {
  readonly figures: readonly Figure[];
  readonly unit: string;
  /** Design pixels. */
  readonly width: number;
  readonly height: number;
}

/** A value as the language writes it: no more digits than it has, at most two behind the point, and its unit. */
export function written(value: number, unit: string, {numbers}: Pick<Lettering, 'numbers'>): string {
  const number = String(Math.round(value * 100) / 100).replace('.', numbers.point);
  if (unit === '%') return numbers.percent.replace('{0}', number);
  return unit === '' ? number : `${number} ${unit}`;
}

/** The values as shares of the largest, which is 1; zero is always the foot, so that lengths can be compared. */
export function sharesOf(figures: readonly Figure[]): readonly number[] {
  const largest = Math.max(...figures.map(({value}) => value));
  return figures.map(({value}) => (largest === 0 ? 0 : value / largest));
}
