/** Which texts are seen in a part of the page, where, how large and in which colours. */

/** One line of letters: its edges as shares of the frame, and its colour. */
export interface SeenRow {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly color: string;
}

export interface SeenText {
  readonly text: string;
  /** Of the font, in film pixels. */
  readonly size: number;
  readonly opacity: number;
  readonly rows: readonly SeenRow[];
}

const UNSEEN = 0.05;
// A line's box is as tall as the font's ascent and descent (of Inter, in ems); letters without marks are not.
const FONT_HEIGHT = 1.21;
const ABOVE = 0.16;
const BELOW = 0.07;

/** The texts below an element that fills the frame. What is written in one block, or fitted as one text, is one. */
export function seenTexts(stage: HTMLElement): readonly SeenText[] {
  const frame = stage.getBoundingClientRect();
  const shown = opacities(stage);
  const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
  const found = new Map<Element, SeenText>();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const words = node.textContent?.trim() ?? '';
    if (parent === null || words === '' || parent.closest('style, script') !== null) continue;
    const style = getComputedStyle(parent);
    const opacity = shown(parent) * alphaOf(style.color);
    if (opacity < UNSEEN || style.visibility !== 'visible') continue;
    const rects = rectsOf(node);
    const tallest = Math.max(...rects.map((rect) => rect.height));
    if (rects.length === 0) continue;
    const color = hexOf(style.color);
    const rows = rects.map((rect) => rowOf(rect, frame, color));
    const block = blockOf(parent, stage);
    const before = found.get(block);
    // Its words may come in one by one: it is known by all of them.
    const whole = block instanceof HTMLElement ? block.dataset['text'] : undefined;
    const own: SeenText = {text: whole ?? words, size: rounded(tallest / FONT_HEIGHT, 2), opacity: rounded(opacity, 3), rows};
    found.set(block, before === undefined ? own : joined(before, own));
  }
  return [...found.values()];
}

function joined(one: SeenText, other: SeenText): SeenText {
  return {
    text: one.text === other.text ? one.text : `${one.text} ${other.text}`,
    size: Math.max(one.size, other.size),
    opacity: Math.max(one.opacity, other.opacity),
    rows: [...one.rows, ...other.rows],
  };
}

function rectsOf(node: Node): readonly DOMRect[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0);
}

function rowOf(rect: DOMRect, frame: DOMRect, color: string): SeenRow {
  return {
    left: rounded((rect.left - frame.left) / frame.width, 4),
    top: rounded((rect.top + ABOVE * rect.height - frame.top) / frame.height, 4),
    right: rounded((rect.right - frame.left) / frame.width, 4),
    bottom: rounded((rect.bottom - BELOW * rect.height - frame.top) / frame.height, 4),
    color,
  };
}

/** What a text belongs to: the text that was fitted as one, or the innermost element that is not part of a line. */
function blockOf(parent: Element, stage: Element): Element {
  const fitted = parent.closest('[data-text]');
  if (fitted !== null) return fitted;
  let block = parent;
  while (block !== stage && getComputedStyle(block).display === 'inline' && block.parentElement !== null) block = block.parentElement;
  return block;
}

/** How much of an element is seen through itself and all that it lies in. */
function opacities(stage: Element): (element: Element) => number {
  const known = new Map<Element, number>([[stage, 1]]);
  const of = (element: Element): number => {
    const kept = known.get(element);
    if (kept !== undefined) return kept;
    const above = element.parentElement === null ? 1 : of(element.parentElement);
    const value = above * Number.parseFloat(getComputedStyle(element).opacity);
    known.set(element, value);
    return value;
  };
  return of;
}

const NUMBERS = /[\d.]+/g;

function alphaOf(color: string): number {
  const parts = color.match(NUMBERS) ?? [];
  return parts.length > 3 ? Number(parts[3]) : 1;
}

/** A computed colour, `rgb(1, 2, 3)` or `color(srgb 0.1 0.2 0.3)`, as #rrggbb. */
function hexOf(color: string): string {
  const parts = (color.match(NUMBERS) ?? []).slice(0, 3).map(Number);
  const scale = color.startsWith('color(') ? 255 : 1;
  return `#${parts.map((part) => Math.round(part * scale).toString(16).padStart(2, '0')).join('')}`;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
