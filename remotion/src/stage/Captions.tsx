import {useLayoutEffect, useRef} from 'react';
import {useCurrentFrame} from 'remotion';
import type {CaptionCue, CaptionWord} from '../order.ts';
import {faded} from './colors.ts';
import {litParts} from './litParts.ts';
import {useStage} from './timeline.ts';

const SIZE = {wide: 46, square: 46, upright: 56} as const;
const LEAST = {wide: 26, square: 24, upright: 26} as const;
const PADDING = {wide: {x: 60, y: 26}, square: {x: 36, y: 20}, upright: {x: 44, y: 26}} as const;
const SOFT = 0.1; // seconds until a cue is fully there; it is seen from its first frame on

/** The caption lines of this frame in a rounded panel, bottom centre; nothing between cues. */
export const Captions = () => {
  const {order} = useStage();
  const frame = useCurrentFrame();
  const place = order.captions.findIndex((cue) => cue.start <= frame && frame < cue.end);
  const cue = order.captions[place];
  if (cue === undefined) return null;
  const opacity = Math.min(1, (frame - cue.start + 1) / Math.max(1, Math.round(SOFT * order.frame.fps)));
  return <Panel key={place} cue={cue} opacity={opacity} />;
};

const Panel = ({cue, opacity}: {readonly cue: CaptionCue; readonly opacity: number}) => {
  const {palette, design, direction} = useStage();
  const padding = PADDING[design.shape];
  const words = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const panel = words.current;
    if (panel === null) return;
    for (let size: number = SIZE[design.shape]; size >= LEAST[design.shape]; size -= 1) {
      panel.style.fontSize = `${size}px`;
      if (panel.offsetWidth <= design.captions.width && panel.offsetHeight <= design.captions.height) return;
    }
    panel.style.whiteSpace = 'normal';
  }, [cue, design]);
  return (
    <div
      style={{
        position: 'absolute',
        ...design.captions,
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        opacity,
      }}
    >
      <div
        ref={words}
        data-text={cue.lines.join(' ')}
        style={{
          boxSizing: 'border-box',
          padding: `${padding.y}px ${padding.x}px`,
          borderRadius: 22,
          border: `2px solid ${palette.line}`,
          background: faded(palette.panel, palette.mode === 'dark' ? 0.9 : 0.95),
          color: palette.ink,
          fontWeight: 500,
          lineHeight: 1.28,
          textAlign: 'center',
          whiteSpace: 'nowrap',
        }}
      >
        {cue.lines.map((line, place) => (
          <div key={place} dir={direction === 'rtl' ? 'rtl' : 'auto'}>
            <Line line={line} words={cue.words.filter((word) => word.line === place)} />
          </div>
        ))}
      </div>
    </div>
  );
};

/** A line whose word of this frame has another colour, and nothing else: no letter moves when a word lights up. */
const Line = ({line, words}: {readonly line: string; readonly words: readonly CaptionWord[]}) => {
  const {order} = useStage();
  const frame = useCurrentFrame();
  if (order.lit === null) return line;
  return litParts(line, words).map(({text, word}, place) => {
    const lit = word !== null && word.start <= frame && frame < word.end;
    return (
      <span key={place} style={lit ? {color: order.lit ?? undefined} : undefined}>
        {text}
      </span>
    );
  });
};
