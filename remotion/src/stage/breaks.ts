/** Where lines may be broken, by the language: first where it reads best, then where it also may be done. */
import type {Lettering} from '../order.ts';
import type {Letter} from '../template.tsx';

export type WordBreak = 'normal' | 'keep-all' | 'auto-phrase';

export interface Breaks {
  readonly best: WordBreak;
  readonly also: WordBreak;
}

// Below this share of the size that it would have else, a text is broken within its words and phrases.
export const PATIENCE = 0.7;
export const SOFT_HYPHEN = '\u00ad';

/** Japanese between phrases, Korean between words; the long words of other languages have soft hyphens in them. */
export function breaksOf({tag}: Pick<Lettering, 'tag'>): Breaks {
  const language = tag.toLowerCase().split('-')[0];
  if (language === 'ja') return {best: 'auto-phrase', also: 'normal'};
  return language === 'ko' ? {best: 'keep-all', also: 'keep-all'} : {best: 'normal', also: 'normal'};
}

/** Puts soft hyphens into the long words of a text; nothing to do where the language has none. */
export function hyphening({hyphened}: Pick<Lettering, 'hyphened'>): Letter | undefined {
  if (Object.keys(hyphened).length === 0) return undefined;
  return (text) => text.replace(/[\p{L}\p{N}_]+/gu, (word) => hyphened[word] ?? word);
}
