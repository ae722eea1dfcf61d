import {expect, test} from 'vitest';
import type {Order, Palette} from '../src/order.ts';
import {contrast} from '../src/stage/colors.ts';
import {accentLetters} from '../src/stage/letters.ts';

const dark = {mode: 'dark', background: '#12305a', background_edge: '#061326', ink: '#f4f8fc', accent: '#2d6dd4'} as Palette;
const footage = {kind: 'image', seconds: 0, focus: {x: 0.5, y: 0.5}};

function order(palette: Palette, shown: typeof footage | null): Order {
  return {palette, shot: {footage: shown}} as unknown as Order;
}

test('contrast of black and white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});

test('the accent stays the brand’s own where it can be read', () => {
  const bright = {...dark, accent: '#2dd4bf'};
  expect(accentLetters(order(bright, null))).toBe(bright.accent);
});

test('over a clip the accent is moved until it can be read over white under the scrim', () => {
  const white = '#2e3949'; // 16 % white over the dark edge
  expect(contrast(dark.accent, white)).toBeLessThan(4.5);
  expect(contrast(accentLetters(order(dark, footage)), white)).toBeGreaterThanOrEqual(4.5);
});
