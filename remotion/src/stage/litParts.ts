import type {CaptionWord} from '../order.ts';

export interface LinePart {
  readonly text: string;
  /** Null for what stands between words. */
  readonly word: CaptionWord | null;
}

/** A line cut into its words and what stands between them, in order; together they are the line. */
export function litParts(line: string, words: readonly CaptionWord[]): readonly LinePart[] {
  // Python counts code points; a letter outside of the basic plane is two units here.
  const letters = Array.from(line);
  const parts: LinePart[] = [];
  let at = 0;
  for (const word of [...words].sort((one, other) => one.first - other.first)) {
    if (word.first > at) parts.push({text: letters.slice(at, word.first).join(''), word: null});
    parts.push({text: letters.slice(word.first, word.last).join(''), word});
    at = word.last;
  }
  if (at < letters.length) parts.push({text: letters.slice(at).join(''), word: null});
  return parts;
}
