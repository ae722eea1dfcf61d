/** The accent's colour where letters are drawn in it. */
import type {Order} from '../order.ts';
import {between, contrast} from './colors.ts';
import {DENSE} from './Scrim.tsx';
import {useStage} from './timeline.ts';

// WCAG 2.2, success criterion 1.4.3, and a little for the codec.
const TEXT_CONTRAST = 4.7;
const STEPS = 20;

/** The accent, moved towards the ink until it can be read over the ground, or over the harshest clip under the scrim. */
export function accentLetters({palette, shot}: Pick<Order, 'palette' | 'shot'>): string {
  const dark = palette.mode === 'dark';
  const drawn = dark ? palette.background : palette.background_edge;
  const ground = shot.footage === null ? drawn : between(dark ? '#ffffff' : '#000000', palette.background_edge, DENSE[palette.mode]);
  const tones = Array.from({length: STEPS + 1}, (_, step) => between(palette.accent, palette.ink, step / STEPS));
  return tones.find((tone) => contrast(tone, ground) >= TEXT_CONTRAST) ?? palette.ink;
}

export function useAccentLetters(): string {
  return accentLetters(useStage().order);
}
