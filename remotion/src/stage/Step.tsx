import {useLit} from './Card.tsx';
import {Entering} from './Entering.tsx';
import {Labelled} from './Labelled.tsx';
import {NumberDisc} from './NumberDisc.tsx';
import {settled, useSeconds, useStage} from './timeline.ts';

const DISC = {wide: 112, square: 76, upright: 84} as const;
const BESIDE = 28;
const THICK = 6;

interface StepProps {
  readonly number: number;
  readonly last: boolean;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly width: number;
  readonly height: number;
  /** Design pixels to the next step. */
  readonly gap: number;
  /** Seconds at which it comes in, and at which the next one does. */
  readonly from: number;
  readonly until: number;
}

/** One of several steps: its number, its words, and the line that grows to the next one. */
export const Step = ({number, last, label, detail, width, height, gap, from, until}: StepProps) => {
  const {design} = useStage();
  const across = design.shape === 'wide';
  const disc = DISC[design.shape];
  const room = across ? {width, height: height - disc - BESIDE} : {width: width - disc - BESIDE, height};
  return (
    <div style={{position: 'relative', width, height: across ? 'auto' : height, display: 'flex', flexDirection: across ? 'column' : 'row', alignItems: across ? 'flex-start' : 'center', gap: BESIDE}}>
      {last ? null : <Way disc={disc} length={across ? width + gap - disc : height + gap - disc} height={height} at={until - 0.35} />}
      <Entering at={from}>
        <NumberDisc number={number} size={disc} lit={useLit(from, until)} />
      </Entering>
      <Entering at={from + 0.15}>
        <Labelled label={label} detail={detail} {...room} most={across ? 60 : 50} />
      </Entering>
    </div>
  );
};

/** The line from one number to the next, which is drawn just before that comes in. */
const Way = ({disc, length, height, at}: {readonly disc: number; readonly length: number; readonly height: number; readonly at: number}) => {
  const {palette, design} = useStage();
  const across = design.shape === 'wide';
  const drawn = (length - 24) * settled(useSeconds(), at, 0.6);
  const line = across
    ? {insetInlineStart: disc + 12, top: disc / 2 - THICK / 2, width: drawn, height: THICK}
    : {insetInlineStart: disc / 2 - THICK / 2, top: height / 2 + disc / 2 + 12, width: THICK, height: Math.max(0, drawn)};
  return <div style={{position: 'absolute', borderRadius: 3, background: palette.accent, ...line}} />;
};
