import type {CSSProperties, ReactNode} from 'react';
import {AbsoluteFill, Easing, useCurrentFrame} from 'remotion';
import {Backdrop} from './Backdrop.tsx';
import {Ground} from './Ground.tsx';
import {useStage} from './timeline.ts';
import {type Meeting, meetingAt} from './meeting.ts';

// Quickest where two scenes meet, so that no frame there is bare.
const OUT = Easing.bezier(0.22, 0.8, 0.3, 1);
const EDGE = 26; // design pixels of the wipe's bar
// The backdrop that all scenes of a film share, and the moment of it at which two of them meet.
const SHARED = 'between the scenes';
const MEETS_AT = 10; // seconds

/**
 * The scene's picture as it comes and goes.
 *
 * Scenes are drawn apart and joined as they are, so each goes to what all scenes of a film share, and the next comes
 * from there: the bare ground, or for a match one backdrop that drifts on across the join. Captions lie above.
 */
export const Transition = ({children}: {readonly children: ReactNode}) => {
  const {order, direction} = useStage();
  const frame = useCurrentFrame();
  const meeting = meetingAt(frame, order);
  return (
    <>
      {meeting?.kind === 'match' ? <Backdrop seed={SHARED} at={MEETS_AT + meeting.seconds} /> : null}
      <AbsoluteFill dir={direction} style={meeting === null ? {} : pictured(meeting, direction === 'rtl' ? -1 : 1)}>
        {children}
      </AbsoluteFill>
      {meeting?.kind === 'wipe' ? <Curtain meeting={meeting} /> : null}
    </>
  );
};

/** How the picture looks in a transition; `way` is 1 where texts are read from the left. */
export function pictured({kind, end, share}: Meeting, way: 1 | -1): CSSProperties {
  switch (kind) {
    case 'cut':
    case 'wipe':
      return {};
    case 'fade':
    case 'match':
      return {opacity: OUT(share)};
    case 'push': {
      // Both scenes move on the way of reading: the old one leaves before the text, the new one follows.
      const away = (1 - OUT(share)) * (end === 'start' ? way : -way);
      return {transform: `translateX(${(100 * away).toFixed(3)}%)`};
    }
  }
}

/** The bare ground after a bar in the accent's colour: it covers the old scene and goes on to uncover the new one. */
const Curtain = ({meeting: {end, share}}: {readonly meeting: Meeting}) => {
  const {palette, design, direction} = useStage();
  const open = OUT(share);
  const before = direction === 'rtl' ? 'right' : 'left';
  const after = direction === 'rtl' ? 'left' : 'right';
  const covered = `${((1 - open) * (design.width + 2 * EDGE)).toFixed(2)}px`;
  const bar = {position: 'absolute', top: 0, bottom: 0, width: EDGE, background: palette.accent} as const;
  // The ground keeps its place and size: only what is seen of it grows.
  return (
    <div style={{position: 'absolute', top: 0, bottom: 0, overflow: 'hidden', width: covered, [end === 'close' ? before : after]: 0}}>
      <div style={{position: 'absolute', top: 0, width: design.width, height: design.height, [end === 'close' ? before : after]: 0}}>
        <Ground />
      </div>
      <div style={{...bar, [end === 'close' ? after : before]: 0}} />
    </div>
  );
};
