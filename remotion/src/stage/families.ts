/** Which font families a language is set in, and how. Only Inter comes with the page; Noto is on the machine. */
import type {Lettering} from '../order.ts';

const NOTO =
  '"Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Thai"';
const CJK = {
  ja: '"Noto Sans CJK JP"',
  ko: '"Noto Sans CJK KR"',
  zh: '"Noto Sans CJK SC"',
} as const;

export type HanReading = keyof typeof CJK;

/** Which form of the shared Han characters a text wants: kana say Japanese, hangul Korean. */
export function hanReading(text: string): HanReading {
  if (/[\u3040-\u30ff]/.test(text)) return 'ja';
  return /[\uac00-\ud7af\u1100-\u11ff]/.test(text) ? 'ko' : 'zh';
}

/** The font families for a scene, best first: after Inter that of its language. */
export function families({family}: Pick<Lettering, 'family'>, han: HanReading): string {
  const own = family === '' ? '' : `"${LARGER[family] === undefined ? family : besideInter(family)}", `;
  return `Inter, ${own}${NOTO}, ${CJK[han]}, "Noto Color Emoji", sans-serif`;
}

// Drawn smaller than Latin letters at the same size: these are enlarged, and only they.
export const LARGER: Readonly<Record<string, number>> = {'Noto Sans Arabic': 114, 'Noto Sans Hebrew': 106, 'Noto Sans Devanagari': 108};

export function besideInter(family: string): string {
  return `${family} beside Inter`;
}

/** The rules for the fonts of the machine that are enlarged to stand beside Inter. */
export const ENLARGED = Object.entries(LARGER)
  .flatMap(([family, percent]) =>
    (['Regular', 'Bold'] as const).map(
      (face) =>
        `@font-face {font-family: "${besideInter(family)}"; src: local("${family} ${face}"), local("${family.replaceAll(' ', '')}-${face}"); font-weight: ${face === 'Bold' ? '600 900' : '100 500'}; size-adjust: ${percent}%}`,
    ),
  )
  .join('\n');

/** How a script is set: letters that are joined are never spaced, and tall ones need more room between lines. */
export interface Setting {
  readonly letterSpacing?: 'normal';
  readonly lineHeight?: number;
}

/** The setting that reads best. */
export function setting(family: string): Setting {
  const lines = leading(family);
  return lines === undefined ? {} : {letterSpacing: 'normal', lineHeight: lines[0]};
}

/** The line height for texts that would not fit else; undefined where the template's own will do. */
export function tightLineHeight(family: string): number | undefined {
  return leading(family)?.[1];
}

/** The line heights at ease and at the least. Han characters and kana need no more than Latin letters at the least. */
function leading(family: string): readonly [number, number | undefined] | undefined {
  if (family === '') return undefined;
  if (family.includes('CJK')) return [1.42, undefined];
  return {'Noto Sans Arabic': [1.5, 1.36] as const, 'Noto Sans Devanagari': [1.46, 1.3] as const}[family] ?? [1.36, 1.3];
}
