/** Inter from its npm package; every other script from the machine's Noto fonts. Nothing comes from the network. */
import '@fontsource/inter/400.css';
import '@fontsource/inter/500.css';
import '@fontsource/inter/600.css';
import '@fontsource/inter/700.css';
import '@fontsource/inter/800.css';

const WEIGHTS = [400, 500, 600, 700, 800] as const;

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

/** The direction of a text: that of its first letter that has one. */
export function direction(text: string): 'ltr' | 'rtl' {
  const letter = /[\p{L}]/u.exec(text)?.[0] ?? 'a';
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter) ? 'rtl' : 'ltr';
}

/** The font families for a scene, best first. */
export function families(han: HanReading): string {
  return `Inter, ${NOTO}, ${CJK[han]}, "Noto Color Emoji", sans-serif`;
}

/**
 * Wait until Inter is there for every character of a text: a face that arrives later would change the layout.
 *
 * @throws when the page was built without the font.
 */
export async function interLoaded(text: string): Promise<void> {
  const faces = await Promise.all(WEIGHTS.map((weight) => document.fonts.load(`${weight} 20px Inter`, `A${text}`)));
  if (faces.some((found) => found.length === 0)) throw new Error('the page was built without the font Inter');
}
