import {z} from 'zod';
import {Card} from '../stage/Card.tsx';
import {useCues} from '../stage/cues.ts';
import {Entering} from '../stage/Entering.tsx';
import {OneSize} from '../stage/Fitted.tsx';
import {Headed, roomBelow} from '../stage/Headed.tsx';
import {Labelled} from '../stage/Labelled.tsx';
import {Sign} from '../stage/Sign.tsx';
import {SIGN_NAMES, type SignName} from '../stage/signs.ts';
import {settled, useSeconds, useStage} from '../stage/timeline.ts';
import {beat, source, template, words} from '../template.tsx';

const side = z.strictObject({
  label: words(40).describe('The state in a few words: "Before", "Without a filter".'),
  detail: words(110).optional().describe('What it is like.'),
  sign: z.enum(SIGN_NAMES).optional().describe('A drawn sign.'),
  beat: beat.optional().describe('The beat with which it comes in; without it, the one of its place.'),
});

const props = z.strictObject({
  title: words(60).describe('What is different.'),
  before: side.describe('How it was.'),
  after: side.describe('How it is then. Nothing better than the source says.'),
  source: source.optional(),
});

type Props = z.infer<typeof props>;

const ARROW = {wide: 120, square: 78, upright: 84} as const;
const TALLEST = {wide: 540, square: 300, upright: 340} as const;
const PADDING = 44;
const SIGN = {wide: 132, square: 92, upright: 104} as const;
const BESIDE = 30;

const Picture = ({title, before, after, source: from}: Props) => {
  const {design} = useStage();
  const room = roomBelow(design);
  const across = design.shape === 'wide';
  const arrow = ARROW[design.shape];
  const width = across ? (room.width - arrow) / 2 : room.width;
  const height = Math.min(TALLEST[design.shape], across ? room.height : (room.height - arrow) / 2);
  const [first = 0, second = 0] = useCues([before, after]);
  return (
    <Headed title={title} source={from}>
      <OneSize style={{display: 'flex', flexDirection: across ? 'row' : 'column', alignItems: 'center'}}>
        <Entering at={first}>
          <Side {...before} width={width} height={height} />
        </Entering>
        <Arrow at={second - 0.3} size={arrow} />
        <Entering at={second}>
          <Side {...after} width={width} height={height} lit={settled(useSeconds(), second + 0.2, 0.6)} />
        </Entering>
      </OneSize>
    </Headed>
  );
};

interface SideProps {
  readonly label: string;
  readonly detail?: string | undefined;
  readonly sign?: SignName | undefined;
  readonly width: number;
  readonly height: number;
  readonly lit?: number;
}

const Side = ({label, detail, sign, width, height, lit = 0}: SideProps) => {
  const {design} = useStage();
  const across = design.shape === 'wide';
  const size = SIGN[design.shape];
  const beside = sign === undefined ? 0 : size + BESIDE;
  const inner = {width: width - 2 * PADDING - 4 - (across ? 0 : beside), height: height - 2 * (across ? PADDING : 14) - (across ? beside : 0)};
  return (
    <Card width={width} height={height} lit={lit} style={{padding: `0 ${PADDING}px`, flexDirection: across ? 'column' : 'row', justifyContent: across ? 'center' : 'flex-start', gap: BESIDE}}>
      {sign === undefined ? null : <Sign name={sign} size={size} />}
      <Labelled label={label} detail={detail} {...inner} most={60} centered={across} />
    </Card>
  );
};

/** From the one to the other: beside in a wide frame, below in a narrow one. */
const Arrow = ({at, size}: {readonly at: number; readonly size: number}) => {
  const {palette, design, direction} = useStage();
  const share = settled(useSeconds(), at, 0.6);
  const turn = design.shape !== 'wide' ? 90 : direction === 'rtl' ? 180 : 0;
  return (
    <svg viewBox="0 0 48 48" width={size} height={size} fill="none" stroke={palette.accent} strokeWidth={4.5} strokeLinecap="round" strokeLinejoin="round" style={{flexShrink: 0, transform: `rotate(${turn}deg)`, opacity: share}}>
      <path d={`M13 24H${(13 + 21 * share).toFixed(2)}M26 16L34 24L26 32`} />
    </svg>
  );
};

export default template({
  card: {
    shows: 'Two plates with an arrow from the first to the second, which is lit when it comes in.',
    use_when: 'Something is one way before and another way after, or without and with.',
  },
  props,
  example: {
    title: 'One year of testing',
    before: {label: 'Before', detail: 'One sample a week, sent away to be tested', sign: 'calendar', beat: 0},
    after: {label: 'After', detail: 'A sample every morning, tested in our own laboratory', sign: 'flask', beat: 2},
    source: 'Northwind Water, report of an invented brand, page 6',
  },
  Picture,
});
