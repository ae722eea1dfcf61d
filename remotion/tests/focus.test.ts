import {expect, test} from 'vitest';
import {positionOf} from '../src/stage/focus.ts';

test('a picture of interest in its middle is cut off on both sides alike', () => {
  expect(positionOf({x: 0.5, y: 0.5})).toBe('50.00% 50.00%');
});

test('what is of interest at a side comes to the middle of an upright frame, and never more than all of it is moved', () => {
  expect(positionOf({x: 0.7, y: 0.02})).toBe('79.20% 0.00%');
  // Of a picture 3.16 times as wide as its frame, 79.2 % leaves what lies at 70 % in the frame's middle.
  expect((0.7 * 3.16 - 0.792 * 2.16)).toBeCloseTo(0.5, 2);
});
