import {expect, test} from 'vitest';
import {around, spokenAt} from '../src/stage/phrase.ts';

const said = (text: string) => text.split(' ').map((word, place) => ({text: word, start: 10 * place, end: 10 * place + 8}));

test('a phrase is found whatever its case, and nothing of the sentence is lost', () => {
  expect(around('Ask first. Choose after.', 'choose AFTER')).toEqual(['Ask first. ', 'Choose after', '.']);
});

test('a sentence without the phrase is left whole', () => {
  expect(around('Ask first.', 'later')).toEqual(['Ask first.', '', '']);
  expect(around('Ask first.', '')).toEqual(['Ask first.', '', '']);
});

test('a phrase is said where its words follow one another, without regard to punctuation', () => {
  expect(spokenAt(said('So choose. Ask first, and choose after!'), 'Choose after')).toBe(50);
});

test('a phrase that is not said word for word has no moment', () => {
  expect(spokenAt(said('Ask first.'), 'choose after')).toBeNull();
  expect(spokenAt(said('Ask first.'), '…')).toBeNull();
});
