import type {ReactNode} from 'react';
import {Backdrop} from './Backdrop.tsx';
import {Body} from './Body.tsx';
import {HEADING_AT} from './cues.ts';
import type {Design} from './design.ts';
import {Entering} from './Entering.tsx';
import {Footage} from './Footage.tsx';
import {Footnote} from './Footnote.tsx';
import {Heading} from './Heading.tsx';
import {Illustrative} from './Illustrative.tsx';
import {Scrim} from './Scrim.tsx';
import {useStage} from './timeline.ts';

const HEADING = 112;
const BELOW = 34;
const MARK = 210;

interface HeadedProps {
  readonly title: string;
  readonly source?: string | undefined;
  /** Whether the figures are an example and no result, which the picture then says. */
  readonly illustrative?: boolean;
  /** Whether the shot's clip or still lies behind everything; without it, a drawn backdrop does. */
  readonly behind?: boolean;
  readonly children: ReactNode;
}

/** A scene with a heading over its parts and, at the very bottom, where they come from. */
export const Headed = ({title, source, illustrative = false, behind = true, children}: HeadedProps) => {
  const {design} = useStage();
  const {width} = design.body;
  return (
    <>
      {behind ? <Footage /> : <Backdrop />}
      <Scrim side="all" drawn={!behind} />
      <Body gap={BELOW}>
        <Entering at={HEADING_AT} style={{display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 24}}>
          <Heading text={title} width={illustrative ? width - MARK - 60 : width} height={HEADING} />
          {illustrative ? <Illustrative /> : null}
        </Entering>
        {children}
      </Body>
      {source === undefined ? null : <Footnote text={source} />}
    </>
  );
};

/** The room below the heading, in design pixels. */
export function roomBelow(design: Design): {readonly width: number; readonly height: number} {
  return {width: design.body.width, height: design.body.height - HEADING - BELOW};
}
