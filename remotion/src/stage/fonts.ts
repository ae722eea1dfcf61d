/** Inter from its npm package, and waiting for fonts. Nothing comes from the network. */
import '@fontsource/inter/400.css';
import '@fontsource/inter/500.css';
import '@fontsource/inter/600.css';
import '@fontsource/inter/700.css';
import '@fontsource/inter/800.css';
import type {Lettering} from '../order.ts';
import {besideInter, LARGER} from './families.ts';

const WEIGHTS = [400, 500, 600, 700, 800] as const;

/**
 * Wait until the fonts are there for every character of a text: a face that arrives later would change the layout.
 *
 * @throws when the page was built without the font.
 */
export async function fontsLoaded(text: string, {family}: Pick<Lettering, 'family'>): Promise<void> {
  const faces = await Promise.all(WEIGHTS.map((weight) => document.fonts.load(`${weight} 20px Inter`, `A${text}`)));
  if (LARGER[family] !== undefined) await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 20px "${besideInter(family)}"`, text)));
  if (faces.some((found) => found.length === 0)) throw new Error('the page was built without the font Inter');
}
