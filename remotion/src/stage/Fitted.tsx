import {type CSSProperties, type ReactNode, useLayoutEffect, useRef} from 'react';
import {type Breaks, breaksOf, PATIENCE, SOFT_HYPHEN, type WordBreak} from './breaks.ts';
import {UNGROWN} from './Emphasis.tsx';
import {setting, tightLineHeight} from './families.ts';
import {useStage} from './timeline.ts';

interface FittedProps {
  /** The largest and the smallest font size, in design pixels; in a narrow frame the smallest may be smaller. */
  readonly most: number;
  readonly least: number;
  readonly width: number;
  readonly height: number;
  /** What the size depends on: it is found anew when this changes. */
  readonly text: string;
  readonly children: ReactNode;
  readonly style?: CSSProperties;
  /** No wider than the text needs, instead of the whole width. */
  readonly hugging?: boolean;
  /** Which texts of a `OneSize` take one size; without it, those that name no group either. */
  readonly group?: string;
}

/**
 * Text at the largest size at which it is no wider and no taller than allowed; as tall as it then needs.
 * A word is broken only when it does not fit at the smallest size either.
 */
export const Fitted = ({
  most,
  least,
  width,
  height,
  text,
  children,
  style,
  hugging = false,
  group = '',
}: FittedProps) => {
  const {design, direction, order} = useStage();
  const smallest = design.shape === 'wide' ? least : Math.max(READABLE, Math.round(least * NARROW));
  const {family} = order.lettering;
  // Close lines are better than a text that does not fit.
  const close = tightLineHeight(family) ?? style?.lineHeight ?? LETTERING.lineHeight;
  const leadings = [setting(family).lineHeight ?? close, close].map(String);
  const words = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (words.current !== null) fit(words.current, {most, least: smallest, width, height}, breaksOf(order.lettering), leadings);
  }, [most, smallest, width, height, text, order]);
  return (
    <div
      ref={words}
      dir={direction === 'rtl' ? 'rtl' : 'auto'}
      data-text={text}
      data-group={group}
      style={{width: hugging ? 'fit-content' : width, maxWidth: width, ...LETTERING, ...style, ...setting(family)}}
    >
      {children}
    </div>
  );
};

// A narrow frame has less room for the same words.
const NARROW = 0.58;
const READABLE = 24;

const LETTERING = {textWrap: 'balance', textAlign: 'start', lineHeight: 1.18} as const;

/** Children whose fitted texts take the size of the one of their group that needs the smallest. */
export const OneSize = ({children, style}: {readonly children: ReactNode; readonly style?: CSSProperties}) => {
  const group = useRef<HTMLDivElement>(null);
  // After the texts' own effects, which run first.
  useLayoutEffect(() => {
    const texts = [...(group.current?.querySelectorAll<HTMLElement>('[data-text]') ?? [])];
    for (const alike of Map.groupBy(texts, (text) => text.dataset['group']).values()) {
      const size = Math.min(...alike.map((text) => Number.parseFloat(text.style.fontSize)));
      for (const text of alike) text.style.fontSize = `${size}px`;
    }
  });
  return (
    <div ref={group} style={style}>
      {children}
    </div>
  );
};

type Limits = Pick<FittedProps, 'most' | 'least' | 'width' | 'height'>;

function fit(words: HTMLElement, limits: Limits, breaks: Breaks, [loose = '', tight = '']: readonly string[]): void {
  words.style.setProperty(UNGROWN, '1');
  const ways = [['normal', loose], ...(loose === tight ? [] : [['normal', tight] as const]), ['anywhere', tight]] as const;
  for (const [wrap, lineHeight] of ways) {
    words.style.overflowWrap = wrap;
    words.style.lineHeight = lineHeight;
    const fits = broken(words, limits, breaks);
    words.dataset['cramped'] = String(!fits);
    if (fits) break;
  }
  words.style.removeProperty(UNGROWN);
}

/** Lines broken where it reads best, unless that makes the text much smaller. False when it does not fit at all. */
function broken(words: HTMLElement, limits: Limits, {best, also}: Breaks): boolean {
  const size = (wordBreak: WordBreak, hyphens: 'none' | 'manual') => {
    words.style.setProperty('word-break', wordBreak);
    words.style.hyphens = hyphens;
    return largest(words, limits);
  };
  const whole = size(best, 'none');
  if (whole !== null && whole >= PATIENCE * limits.most) return true;
  if (best === also && !words.textContent.includes(SOFT_HYPHEN)) return whole !== null;
  const parted = size(also, 'manual');
  if (whole === null || whole < PATIENCE * (parted ?? 0)) return parted !== null;
  return size(best, 'none') !== null;
}

/** The largest whole size that fits, set on the element; null when not even the smallest does. */
function largest(words: HTMLElement, limits: Limits): number | null {
  const fits = (size: number) => {
    words.style.fontSize = `${size}px`;
    return words.scrollWidth <= Math.ceil(limits.width) && words.offsetHeight <= Math.ceil(limits.height);
  };
  if (!fits(limits.least)) return null;
  let low = limits.least;
  let high = Math.max(limits.most, low);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  fits(low);
  return low;
}
