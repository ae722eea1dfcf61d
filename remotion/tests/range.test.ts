import {expect, test} from 'vitest';
import {range} from '../worker/assets.ts';

test.each([
  ['bytes=0-99', {first: 0, last: 99}],
  ['bytes=900-', {first: 900, last: 999}],
  ['bytes=900-5000', {first: 900, last: 999}],
  ['bytes=-100', {first: 900, last: 999}],
  ['bytes=-5000', {first: 0, last: 999}],
])('%s of 1000 bytes', (header, expected) => {
  expect(range(header, 1000)).toEqual(expected);
});

test('no range, or one that is not understood, is the whole file', () => {
  expect(range(undefined, 1000)).toBeNull();
  expect(range('bytes=0-1,5-9', 1000)).toBeNull();
  expect(range('bytes=-', 1000)).toBeNull();
});

test('a range past the end is refused', () => {
  expect(range('bytes=1000-', 1000)).toBe('outside');
});
