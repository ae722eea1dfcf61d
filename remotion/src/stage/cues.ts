/** When the parts of a scene come in. */
import type {Order} from '../order.ts';
import {beatSecond, useStage} from './timeline.ts';

// Before the first frame: what a scene begins with is on its way in when the scene is first seen.
export const HEADING_AT = -0.1; // seconds
const APART = 0.22; // seconds between parts of one beat

interface Cued {
  readonly beat?: number | undefined;
}

/** When each part comes in, in seconds: with its beat, one after another, never before the heading. */
export function cuesOf(order: Pick<Order, 'beats' | 'frame'>, parts: readonly Cued[]): readonly number[] {
  let earliest = HEADING_AT + 0.2;
  return parts.map((part, place) => {
    const cue = Math.max(earliest, beatSecond(order, part.beat ?? place));
    earliest = cue + APART;
    return cue;
  });
}

export function useCues(parts: readonly Cued[]): readonly number[] {
  return cuesOf(useStage().order, parts);
}
