/** How far a scene is from its two ends, where it meets its neighbours. */
import type {Motion, Order, Transition} from '../order.ts';

/** Seconds at either end of a scene. A cut takes none. */
const LENGTHS: Readonly<Record<Transition, number>> = {cut: 0, fade: 0.3, push: 0.4, wipe: 0.45, match: 0.45};
// So much of a short scene is seen as it is.
const LONGEST = 0.25;

/** Where a scene is in the transition at one of its ends. */
export interface Meeting {
  readonly kind: Transition;
  readonly end: 'start' | 'close';
  /** How much of the scene is there: 0 at the frame beside the neighbour, 1 where the scene stands. */
  readonly share: number;
  /** Seconds from the moment at which the scenes meet; before it they are negative. */
  readonly seconds: number;
}

/** The transition that is under way at a frame; null when the scene stands as it is. */
export function meetingAt(frame: number, {length, frame: {fps}, shot}: Pick<Order, 'length' | 'frame' | 'shot'>): Meeting | null {
  const {transition, leaving} = ends(shot.motion);
  const first = Math.min(LENGTHS[transition] * fps, LONGEST * length);
  const last = Math.min(LENGTHS[leaving] * fps, LONGEST * length);
  const left = length - 1 - frame;
  if (frame < first) return {kind: transition, end: 'start', share: frame / first, seconds: frame / fps};
  if (left < last) return {kind: leaving, end: 'close', share: left / last, seconds: -(left + 1) / fps};
  return null;
}

function ends(motion: Motion | null): {readonly transition: Transition; readonly leaving: Transition} {
  const transition = motion?.transition ?? 'fade';
  return {transition, leaving: motion?.leaving ?? transition};
}
