/** Finding a phrase in a sentence and in what is said. */
import type {TimedWord} from '../order.ts';

/** A sentence before, in and after a phrase; the phrase is empty when the sentence does not have it. */
export function around(sentence: string, phrase: string): readonly [string, string, string] {
  const place = sentence.toLocaleLowerCase().indexOf(phrase.toLocaleLowerCase());
  if (place < 0 || phrase === '') return [sentence, '', ''];
  const end = place + phrase.length;
  return [sentence.slice(0, place), sentence.slice(place, end), sentence.slice(end)];
}

/** The frame at which a phrase begins to be said; null when it is not said word for word. */
export function spokenAt(words: readonly TimedWord[], phrase: string): number | null {
  const wanted = phrase.split(/\s+/).map(bare).filter(Boolean);
  const said = words.map((word) => bare(word.text));
  const place = said.findIndex((_, start) => wanted.length > 0 && wanted.every((word, next) => said[start + next] === word));
  return words[place]?.start ?? null;
}

/** A word without its case and punctuation. */
function bare(word: string): string {
  return word.toLocaleLowerCase().replace(/[^\p{L}\p{N}\p{M}]/gu, '');
}
