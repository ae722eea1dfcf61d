import {z} from 'zod';
import {Card, useLit} from '../stage/Card.tsx';
import {useCues} from '../stage/cues.ts';
import type {Shape} from '../stage/design.ts';
import {Entering} from '../stage/Entering.tsx';
import {OneSize} from '../stage/Fitted.tsx';
import {Headed, roomBelow} from '../stage/Headed.tsx';
import {Labelled} from '../stage/Labelled.tsx';
import {Sign} from '../stage/Sign.tsx';
import {SIGN_NAMES} from '../stage/signs.ts';
import {useSceneSeconds, useStage} from '../stage/timeline.ts';
import {beat, source, template, words} from '../template.tsx';

const point = z.strictObject({
  sign: z.enum(SIGN_NAMES).describe('The drawn sign.'),
  label: words(28).describe('What it is, in a word or three.'),
  detail: words(40).optional().describe('A little more about it.'),
  beat: beat.optional().describe('The beat with which it comes in; without it, the one of its place.'),
});

const props = z.strictObject({
  title: words(60).describe('What they have in common.'),
  points: z.array(point).min(2).max(6).describe('Each with its sign, in the order in which they are said.'),
  source: source.optional(),
});

type Props = z.infer<typeof props>;
type Cell = Props['points'][number];

const GAPS = {wide: 22, square: 16, upright: 14} as const;
const PADDING = {wide: 32, square: 14, upright: 22} as const;
const DISC = {wide: 96, square: 52, upright: 76} as const;
const BESIDE = 20;
const TALLEST = {wide: 250, square: 180, upright: 178} as const;
// Two, and three in a wide frame, fill the picture: each sign stands large over its words.
const LARGE = {wide: 3, square: 2, upright: 2} as const;
const LARGEST = {wide: 560, square: 300, upright: 360} as const;
const LARGE_DISC = {wide: 200, square: 110, upright: 140} as const;
const LABEL = {wide: 56, square: 46, upright: 46} as const;
const LARGE_LABEL = {wide: 72, square: 50, upright: 60} as const;

const Picture = ({title, points, source: from}: Props) => {
  const {design} = useStage();
  const room = roomBelow(design);
  const cues = useCues(points);
  const end = useSceneSeconds() + 1;
  const gap = GAPS[design.shape];
  const columns = columnsOf(points.length, design.shape);
  const rows = Math.ceil(points.length / columns);
  const width = (room.width - gap * (columns - 1)) / columns;
  const large = points.length <= LARGE[design.shape];
  const height = Math.min((large ? LARGEST : TALLEST)[design.shape], (room.height - gap * (rows - 1)) / rows);
  return (
    <Headed title={title} source={from}>
      <OneSize style={{display: 'flex', flexWrap: 'wrap', gap}}>
        {points.map((cell, place) => (
          <Tile key={place} cell={cell} large={large} width={width} height={height} from={cues[place] ?? 0} until={cues[place + 1] ?? end} />
        ))}
      </OneSize>
    </Headed>
  );
};

/** How many lie side by side: rows are full where they can be. */
export function columnsOf(count: number, shape: Shape): number {
  if (shape === 'upright') return 1;
  if (shape === 'square') return count < 4 ? 1 : 2;
  return count === 4 || count === 2 ? 2 : 3;
}

interface TileProps {
  readonly cell: Cell;
  /** Whether its sign stands over its words. */
  readonly large: boolean;
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly until: number;
}

const Tile = ({cell, large, width, height, from, until}: TileProps) => {
  const {shape} = useStage().design;
  const padding = PADDING[shape];
  const disc = (large ? LARGE_DISC : DISC)[shape];
  const inner = large
    ? {width: width - 2 * padding - 4, height: height - disc - 2 * padding - BESIDE - 4}
    : {width: width - 2 * padding - disc - BESIDE - 4, height: height - 8};
  const stack = large ? ({flexDirection: 'column', justifyContent: 'center', padding} as const) : {padding: `0 ${padding}px`};
  return (
    <Entering at={from}>
      <Card width={width} height={height} lit={useLit(from, until)} style={{...stack, gap: BESIDE}}>
        <Sign name={cell.sign} size={disc} />
        <Labelled label={cell.label} detail={cell.detail} {...inner} most={(large ? LARGE_LABEL : LABEL)[shape]} centered={large} />
      </Card>
    </Entering>
  );
};

export default template({
  card: {
    shows: 'Two to six things, each with a drawn sign and a few words, on plates that come in as they are said.',
    use_when: 'Several things of one kind are named, and each has a sign that everybody knows.',
  },
  props,
  example: {
    title: 'What makes good water',
    points: [
      {sign: 'drop', label: 'A clean spring', detail: 'High in the hills', beat: 0},
      {sign: 'shield', label: 'A guarded area', detail: 'No fields around it', beat: 1},
      {sign: 'flask', label: 'Daily tests', detail: 'In our own laboratory', beat: 2},
      {sign: 'home', label: 'Short ways', detail: 'From here to your home', beat: 2},
    ],
  },
  Picture,
});
