import {useLayoutEffect, useRef, useState} from 'react';
import {continueRender, delayRender} from 'remotion';
import {breaksOf} from './breaks.ts';
import {between, faded} from './colors.ts';
import {Fitted} from './Fitted.tsx';
import {setting} from './families.ts';
import {pagesOf, turnsOf} from './pages.ts';
import {spokenAt} from './phrase.ts';
import {settled, useSceneSeconds, useSeconds, useStage} from './timeline.ts';

const BETWEEN = 22;
const SOFT = 0.35; // seconds
const DOTS = 40;
const STEP = 4;
const OPENING = 4; // words that tell paragraphs apart
const INDENT = 34;

interface PagedProps {
  readonly paragraphs: readonly string[];
  /** The size of the letters in design pixels, the same on every page; larger when one page then still holds all. */
  readonly least: number;
  readonly most: number;
  readonly width: number;
  readonly height: number;
  /** Seconds at which the first page comes in. */
  readonly at: number;
}

/** Paragraphs on as many pages as they need, each seen for its share of the scene's time. */
export const Paged = ({paragraphs, least, most, width, height, at}: PagedProps) => {
  const {palette, order} = useStage();
  const now = useSeconds();
  const end = useSceneSeconds();
  const sheet = useRef<HTMLDivElement>(null);
  const [handle] = useState(() => delayRender('the pages'));
  const [laid, setLaid] = useState<Laid | null>(null);
  const room = height - DOTS;
  useLayoutEffect(() => {
    if (sheet.current !== null) setLaid(layOut(sheet.current, {least, most, room}));
    continueRender(handle);
  }, [paragraphs, least, most, width, room, handle]);
  const {pages, size} = laid ?? {pages: [], size: least};
  const letters = pages.map((page) => page.reduce((sum, place) => sum + (paragraphs[place]?.length ?? 0), 0));
  const turns = turnsOf(letters, at, end);
  const shown = Math.max(0, turns.findLastIndex((turn) => turn <= now));
  const turned = turns[shown + 1];
  const opacity = settled(now, turns[shown] ?? at, SOFT) * (turned === undefined ? 1 : 1 - settled(now, turned - SOFT, SOFT));
  const lettering = {width: width - INDENT, lineHeight: 1.3, textWrap: 'pretty', wordBreak: breaksOf(order.lettering).best, ...setting(order.lettering.family)} as const;
  return (
    <div style={{position: 'relative', width, height: pages.length > 1 ? height : 'auto'}}>
      <div ref={sheet} aria-hidden style={{position: 'absolute', visibility: 'hidden'}}>
        {paragraphs.map((paragraph, place) => (
          <div key={place} style={{...lettering, overflowWrap: 'anywhere'}}>
            {paragraph}
          </div>
        ))}
      </div>
      <div style={{opacity: now < at ? 0 : opacity, display: 'flex', flexDirection: 'column', gap: BETWEEN}}>
        {(pages[shown] ?? []).map((place) => (
          <div key={place} style={{display: 'flex', width}}>
            <Spoken paragraph={paragraphs[place] ?? ''} />
            <Fitted most={size} least={size} width={width - INDENT} height={room} text={paragraphs[place] ?? ''} style={lettering}>
              {paragraphs[place]}
            </Fitted>
          </div>
        ))}
      </div>
      {pages.length < 2 ? null : (
        <div style={{position: 'absolute', bottom: 0, insetInlineStart: 0, display: 'flex', gap: 14}}>
          {pages.map((_, place) => (
            <div key={place} style={{width: place === shown ? 44 : 16, height: 16, borderRadius: 8, background: place === shown ? palette.accent : faded(palette.muted, 0.5)}} />
          ))}
        </div>
      )}
    </div>
  );
};

/** A bar beside a paragraph, in the accent's colour from when it is said: it shows where the voice is. */
const Spoken = ({paragraph}: {readonly paragraph: string}) => {
  const {order, palette} = useStage();
  const spoken = spokenAt(order.words, paragraph.split(/\s+/).slice(0, OPENING).join(' '));
  const lit = spoken === null ? 0 : settled(useSeconds(), spoken / order.frame.fps, 0.5);
  return <div style={{width: 8, marginInlineEnd: INDENT - 8, borderRadius: 4, flexShrink: 0, background: between(palette.line, palette.accent, lit)}} />;
};

interface Laid {
  readonly pages: readonly (readonly number[])[];
  readonly size: number;
}

/** The pages at the largest size at which one holds everything, or at the least. */
function layOut(sheet: HTMLElement, {least, most, room}: {readonly least: number; readonly most: number; readonly room: number}): Laid {
  for (let size = most; ; size -= STEP) {
    sheet.style.fontSize = `${Math.max(size, least)}px`;
    const heights = [...sheet.children].map((paragraph) => (paragraph as HTMLElement).offsetHeight);
    const pages = pagesOf(heights, room, BETWEEN);
    if (pages.length < 2 || size <= least) return {pages, size: Math.max(size, least)};
  }
}
