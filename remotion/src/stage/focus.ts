import type {Focus} from '../order.ts';

/**
 * How much farther than its focus a crop has to move for the focus to lie in its middle: 1.46 when 9:16 is cut from
 * 16:9 or the other way round, where most is cut off. A square cut from 16:9 would want more and shows more.
 */
const REACH = 1.46;

/** Where CSS lays a picture that covers its box, so that its focus stays in it. */
export function positionOf({x, y}: Focus): string {
  return `${percent(x)}% ${percent(y)}%`;
}

const percent = (share: number): string => (100 * Math.min(1, Math.max(0, 0.5 + REACH * (share - 0.5)))).toFixed(2);
