import {expect, test} from 'vitest';
import {litParts} from '../src/stage/litParts.ts';

const word = (first: number, last: number) => ({line: 0, first, last, start: 0, end: 1});

test('the parts of a line are the line, with what stands between its words', () => {
  const parts = litParts('One, two', [word(5, 8), word(0, 4)]);
  expect(parts.map((part) => part.text)).toEqual(['One,', ' ', 'two']);
  expect(parts.map((part) => part.word !== null)).toEqual([true, false, true]);
});

test('letters outside of the basic plane count as one', () => {
  expect(litParts('𠮷野家', [word(0, 1), word(1, 3)]).map((part) => part.text)).toEqual(['𠮷', '野家']);
});
