/** How far a scene is from its two ends, where it meets its neighbours. */
import type {Motion, Order, Transition} from '../order.ts';

/** Seconds at either end of a scene. A cut takes none. */
const LENGTHS: Readonly<Record<Transition, number>> = {cut: 0, fade: 0.27, push: 0.4, wipe: 0.4, match: 0.4};
// So much of a short scene is seen as it is.
const LONGEST = 0.25;

/** Where a scene is in the transition at one of its ends. */
export interface Meeting {
  readonly kind: Transition;
  readonly end: 'start' | 'close';
  /** How much of the scene is there: least at the frame beside the neighbour but never nothing, 1 where it stands. */
  readonly share: number;
  /** Seconds from the moment at which the scenes meet; before it they are negative. */
  readonly seconds: number;
}

/** The transition that is under way at a frame; null when the scene stands as it is. */
export function meetingAt(frame: number, {length, frame: {fps}, shot, opens}: Pick<Order, 'length' | 'frame' | 'shot' | 'opens'>): Meeting | null {
  const {transition, leaving} = ends(shot.motion);
  // A film's first frame is what a player shows before it plays: there the picture stands.
  const first = opens ? 0 : Math.min(LENGTHS[transition] * fps, LONGEST * length);
  const last = Math.min(LENGTHS[leaving] * fps, LONGEST * length);
  const left = length - 1 - frame;
  if (frame < first) return {kind: transition, end: 'start', share: (frame + 1) / (first + 1), seconds: frame / fps};
  if (left < last) return {kind: leaving, end: 'close', share: (left + 1) / (last + 1), seconds: -(left + 1) / fps};
  return null;
}

function ends(motion: Motion | null): {readonly transition: Transition; readonly leaving: Transition} {
  const transition = motion?.transition ?? 'fade';
  return {transition, leaving: motion?.leaving ?? transition};
}
