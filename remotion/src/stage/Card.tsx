import type {CSSProperties, ReactNode} from 'react';
import {faded} from './colors.ts';
import {settled, useSeconds, useStage} from './timeline.ts';

interface CardProps {
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
  /** How much it is lit by the accent's colour, from 0 to 1. */
  readonly lit?: number;
  readonly style?: CSSProperties;
}

/** A plate on which text can be read over anything. */
export const Card = ({width, height, children, lit = 0, style}: CardProps) => {
  const {palette} = useStage();
  return (
    <div
      style={{
        boxSizing: 'border-box',
        width,
        height,
        borderRadius: 22,
        border: `2px solid ${faded(palette.line, 0.85)}`,
        boxShadow: `0 0 0 3px ${faded(palette.accent, lit)}`,
        background: faded(palette.panel, palette.mode === 'dark' ? 0.78 : 0.92),
        display: 'flex',
        alignItems: 'center',
        ...style,
      }}
    >
      {children}
    </div>
  );
};

/** How much a part is lit that is the newest from one second to another. */
export function useLit(from: number, until: number): number {
  const now = useSeconds();
  return settled(now, from, 0.5) * (1 - settled(now, until, 0.6));
}
