import {type ReactNode, useLayoutEffect, useRef} from 'react';
import {useCurrentFrame} from 'remotion';
import {MEASURED} from '../order.ts';
import type {Design} from './design.ts';

/** Where a text lies, in design pixels, and what its letters are like. */
export interface MeasuredText {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly size: number;
  /** The colours of its letters. */
  readonly colors: readonly string[];
  /** Whether it is larger than its place even at its smallest size. */
  readonly cramped: boolean;
}

/**
 * Its children; where their texts lie is told on the console, for the tests of the layout. The letters themselves are
 * not seen, so that the picture shows what is behind them.
 */
export const Measured = ({design, children}: {readonly design: Design; readonly children: ReactNode}) => {
  const stage = useRef<HTMLDivElement>(null);
  useCurrentFrame(); // measured again with every frame
  useLayoutEffect(() => {
    if (stage.current === null) return;
    const texts = [...stage.current.querySelectorAll<HTMLElement>('[data-text]')];
    console.log(MEASURED + JSON.stringify(texts.map((text) => measure(text, stage.current as HTMLElement, design))));
  });
  return (
    <div ref={stage} style={{position: 'absolute', inset: 0}}>
      <style>{'[data-text], [data-text] * {-webkit-text-fill-color: transparent}'}</style>
      {children}
    </div>
  );
};

function measure(element: HTMLElement, stage: HTMLElement, design: Design): MeasuredText {
  const origin = stage.getBoundingClientRect();
  const range = document.createRange();
  range.selectNodeContents(element);
  const rows = [...range.getClientRects()].filter((row) => row.width > 0);
  const places = rows.length === 0 ? [element.getBoundingClientRect()] : rows;
  const scaled = (value: number) => Math.round((10 * value) / design.scale) / 10;
  return {
    text: element.dataset['text'] ?? '',
    left: scaled(Math.min(...places.map((row) => row.left)) - origin.left),
    top: scaled(Math.min(...places.map((row) => row.top)) - origin.top),
    right: scaled(Math.max(...places.map((row) => row.right)) - origin.left),
    bottom: scaled(Math.max(...places.map((row) => row.bottom)) - origin.top),
    colors: [...new Set([element, ...element.querySelectorAll('*')].map((part) => getComputedStyle(part).color))],
    size: Number.parseFloat(getComputedStyle(element).fontSize),
    cramped: element.dataset['cramped'] === 'true',
  };
}
