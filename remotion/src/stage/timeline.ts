/** Time as the templates see it: seconds of the scene, and how far something that began at one is. */
import {createContext, useContext} from 'react';
import {Easing, interpolate, useCurrentFrame} from 'remotion';
import type {Assets, Order, Palette} from '../order.ts';
import type {Design} from './design.ts';

export interface Stage {
  readonly order: Order;
  readonly assets: Assets;
  readonly palette: Palette;
  readonly design: Design;
  /** The side from which the film's language is read. */
  readonly direction: 'ltr' | 'rtl';
}

export const StageContext = createContext<Stage | null>(null);

export function useStage(): Stage {
  const stage = useContext(StageContext);
  if (stage === null) throw new Error('a template is drawn outside a stage');
  return stage;
}

/** Seconds since the scene began. */
export function useSeconds(): number {
  const {order} = useStage();
  return useCurrentFrame() / order.frame.fps;
}

/** The scene's length in seconds. */
export function useSceneSeconds(): number {
  const {order} = useStage();
  return order.length / order.frame.fps;
}

const SETTLE = Easing.bezier(0.16, 1, 0.3, 1);

/** 0 before `begin`, 1 from `begin + length` on (seconds), quick at first and settling softly. */
export function settled(now: number, begin: number, length: number): number {
  return interpolate(now, [begin, begin + length], [0, 1], {
    easing: SETTLE,
    extrapolateLeft: 'clamp',
    extrapolateRight: 'clamp',
  });
}

/** When a beat starts, in seconds; the last beat's start for a number past it. */
export function beatSecond(order: Pick<Order, 'beats' | 'frame'>, beat: number): number {
  const span = order.beats[Math.min(beat, order.beats.length - 1)];
  return (span?.start ?? 0) / order.frame.fps;
}
