import type {CSSProperties, ReactNode} from 'react';
import {useStage} from './timeline.ts';

interface BodyProps {
  readonly children: ReactNode;
  /** Design pixels between the parts. */
  readonly gap?: number;
  readonly style?: CSSProperties;
}

/** The zone in which a template may put text, with its parts one below the other and in its middle. */
export const Body = ({children, gap = 0, style}: BodyProps) => {
  const {left, top, width, height} = useStage().design.body;
  return <div style={{position: 'absolute', left, top, width, height, ...COLUMN, gap, ...style}}>{children}</div>;
};

const COLUMN = {display: 'flex', flexDirection: 'column', justifyContent: 'center'} as const;
