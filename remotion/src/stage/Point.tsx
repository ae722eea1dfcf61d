import {faded} from './colors.ts';
import {Emphasis} from './Emphasis.tsx';
import {Entering} from './Entering.tsx';
import {Fitted} from './Fitted.tsx';
import {settled, useSeconds, useStage} from './timeline.ts';

const PADDING = {x: 30, y: 4};
const DOT = 20;
const GAP = 28;

interface PointProps {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** The largest size of its letters. */
  readonly most: number;
  /** Seconds at which it comes in, and at which the next one does. */
  readonly from: number;
  readonly until: number;
}

/** One of several points: on a plate that is lit while it is the newest. */
export const Point = ({text, width, height, most, from, until}: PointProps) => {
  const {palette} = useStage();
  const now = useSeconds();
  const lit = settled(now, from, 0.5) * (1 - settled(now, until, 0.6));
  return (
    <Entering at={from}>
      <div
        style={{
          boxSizing: 'border-box',
          width,
          height,
          padding: `${PADDING.y}px ${PADDING.x}px`,
          borderRadius: 18,
          border: `2px solid ${faded(palette.line, 0.85)}`,
          boxShadow: `0 0 0 2px ${faded(palette.accent, lit)}`,
          background: faded(palette.panel, palette.mode === 'dark' ? 0.72 : 0.9),
          display: 'flex',
          alignItems: 'center',
          gap: GAP,
        }}
      >
        <Dot lit={lit} />
        <Fitted
          most={most}
          least={24}
          width={width - 2 * PADDING.x - DOT - GAP - 4}
          height={height - 2 * PADDING.y - 4}
          text={text}
          style={{fontWeight: 500, lineHeight: 1.16}}
        >
          <Emphasis at={from + 0.5} until={until}>{text}</Emphasis>
        </Fitted>
      </div>
    </Entering>
  );
};

const Dot = ({lit}: {readonly lit: number}) => {
  const {palette} = useStage();
  return (
    <div
      style={{
        width: DOT,
        height: DOT,
        flexShrink: 0,
        borderRadius: '50%',
        background: palette.accent,
        boxShadow: `0 0 0 ${(7 * lit).toFixed(2)}px ${faded(palette.accent, 0.28)}`,
      }}
    />
  );
};
