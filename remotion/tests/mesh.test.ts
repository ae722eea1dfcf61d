import {expect, test} from 'vitest';
import type {Palette} from '../src/order.ts';
import {composeBackdrop} from '../src/stage/mesh.ts';
import {seedOf} from '../src/stage/seeded.ts';

const palette = {mode: 'dark', background: '#12305a', background_edge: '#061326', ink: '#f4f8fc', accent: '#2dd4bf'} as Palette;

test('a scene has the same backdrop every time, another scene another one', () => {
  const first = composeBackdrop(seedOf('s1title'), palette);
  expect(composeBackdrop(seedOf('s1title'), palette)).toEqual(first);
  expect(composeBackdrop(seedOf('s2title'), palette)).not.toEqual(first);
});
