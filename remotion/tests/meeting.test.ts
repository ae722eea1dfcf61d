import {expect, test} from 'vitest';
import type {Order, Transition} from '../src/order.ts';
import {meetingAt} from '../src/stage/meeting.ts';
import {pictured} from '../src/stage/Transition.tsx';

const FPS = 30;

function scene(transition: Transition, leaving: Transition | null, length = 150) {
  const motion = {entrance: 'rise', emphasis: 'none', transition, leaving};
  return {length, frame: {width: 1920, height: 1080, fps: FPS}, shot: {motion}} as unknown as Order;
}

test('a scene begins with its transition and leaves with the next one', () => {
  const order = scene('push', 'wipe');
  expect(meetingAt(0, order)).toMatchObject({kind: 'push', end: 'start'});
  expect(meetingAt(149, order)).toMatchObject({kind: 'wipe', end: 'close'});
  expect(meetingAt(75, order)).toBeNull();
});

test('without a next one it leaves as it began, and without a motion it fades', () => {
  expect(meetingAt(149, scene('match', null))).toMatchObject({kind: 'match'});
  expect(meetingAt(0, {...scene('cut', null), shot: {motion: null}} as unknown as Order)).toMatchObject({kind: 'fade'});
});

test.each(['fade', 'match'] as const)('no frame of a %s is bare where two scenes meet', (kind) => {
  const shown = [0, 149].map((frame) => {
    const meeting = meetingAt(frame, scene(kind, kind));
    return meeting === null ? 0 : Number(pictured(meeting, 1).opacity);
  });
  for (const opacity of shown) expect(opacity).toBeGreaterThan(0.2);
});

test('the film’s first scene stands from its first frame on', () => {
  expect(meetingAt(0, {...scene('fade', 'push'), opens: true})).toBeNull();
});

test('a cut takes no frame', () => {
  expect([0, 75, 149].map((frame) => meetingAt(frame, scene('cut', null)))).toEqual([null, null, null]);
});

test('the backdrop of a match drifts on across the join without a jump', () => {
  const before = [148, 149].map((frame) => meetingAt(frame, scene('match', 'match'))?.seconds ?? NaN);
  const after = [0, 1].map((frame) => meetingAt(frame, scene('match', 'match'))?.seconds ?? NaN);
  expect([...before, ...after].map((seconds) => Math.round(seconds * FPS))).toEqual([-2, -1, 0, 1]);
});

test('half of a short scene is seen as it is', () => {
  const order = scene('match', 'match', 16);
  expect(Array.from({length: 16}, (_, frame) => meetingAt(frame, order)).filter((meeting) => meeting === null)).toHaveLength(8);
});

test('a push goes on in the way of reading', () => {
  const out = pictured({kind: 'push', end: 'close', share: 0, seconds: 0}, 1);
  const into = pictured({kind: 'push', end: 'start', share: 0, seconds: 0}, 1);
  expect([out.transform, into.transform]).toEqual(['translateX(-100.000%)', 'translateX(100.000%)']);
  expect(pictured({kind: 'push', end: 'start', share: 0, seconds: 0}, -1).transform).toBe('translateX(-100.000%)');
});
