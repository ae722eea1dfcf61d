import {z} from 'zod';
import {CalledProduct} from '../stage/CalledProduct.tsx';
import {Card, useLit} from '../stage/Card.tsx';
import {useCues} from '../stage/cues.ts';
import {Entering} from '../stage/Entering.tsx';
import {OneSize} from '../stage/Fitted.tsx';
import {Headed, roomBelow} from '../stage/Headed.tsx';
import {Labelled} from '../stage/Labelled.tsx';
import {NumberDisc} from '../stage/NumberDisc.tsx';
import {useSceneSeconds, useStage} from '../stage/timeline.ts';
import {beat, source, template, words} from '../template.tsx';

const share = z.number().min(0).max(1);

const callout = z.strictObject({
  label: words(28).describe('What is pointed at, in a few words.'),
  detail: words(40).optional().describe('What there is to know about it.'),
  x: share.optional().describe('Where on the picture it is, from its left edge (0) to its right one (1); needs `y` too.'),
  y: share.optional().describe('From the picture’s upper edge (0) to its lower one (1).'),
  beat: beat.optional().describe('The beat with which it comes in; without it, the one of its place.'),
});

const props = z.strictObject({
  title: words(60).describe('What the scene is about.'),
  product: words(40).describe('The product’s name; it stands on a plain plate when the film has no picture of it.'),
  points: z.array(callout).min(2).max(4).describe('What is pointed at, in the order in which it is said.'),
  source: source.optional(),
});

type Props = z.infer<typeof props>;

const GAP = {wide: 20, square: 8, upright: 14} as const;
const TALLEST = {wide: 190, square: 150, upright: 112} as const;
const DISC = {wide: 62, square: 48, upright: 58} as const;
const PADDING = {wide: 26, square: 16, upright: 26} as const;
const APART = {wide: 44, square: 22, upright: 0} as const;
const BROAD = {wide: 0.42, square: 0.3, upright: 1} as const;

const Picture = ({title, product, points, source: from}: Props) => {
  const {design} = useStage();
  const room = roomBelow(design);
  const across = design.shape !== 'upright';
  const gap = GAP[design.shape];
  const cues = useCues(points);
  const end = useSceneSeconds() + 1;
  const apart = APART[design.shape];
  const broad = Math.round(room.width * BROAD[design.shape]);
  const width = across ? room.width - broad - apart : room.width;
  const height = Math.min(TALLEST[design.shape], (room.height - gap * (points.length - 1)) / points.length);
  // Upright, the picture has the room that the list leaves.
  const picture = {width: broad, height: across ? room.height : room.height - points.length * (height + gap)};
  return (
    <Headed title={title} source={from} behind={false}>
      <div style={{display: 'flex', flexDirection: across ? 'row' : 'column', alignItems: 'center', gap: across ? apart : gap}}>
        <CalledProduct product={product} points={points} cues={cues} {...picture} />
        <OneSize style={{display: 'flex', flexDirection: 'column', gap}}>
          {points.map(({label, detail}, place) => (
            <Callout key={place} number={place + 1} label={label} detail={detail} width={width} height={height} from={cues[place] ?? 0} until={cues[place + 1] ?? end} />
          ))}
        </OneSize>
      </div>
    </Headed>
  );
};

interface CalloutProps {
  readonly number: number;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly until: number;
}

const Callout = ({number, label, detail, width, height, from, until}: CalloutProps) => {
  const {design} = useStage();
  const [disc, padding] = [DISC[design.shape], PADDING[design.shape]];
  return (
    <Entering at={from}>
      <Card width={width} height={height} lit={useLit(from, until)} style={{padding: `0 ${padding}px`, gap: 24}}>
        <NumberDisc number={number} size={disc} />
        <Labelled label={label} detail={detail} width={width - 2 * padding - disc - 28} height={height - 4} most={48} />
      </Card>
    </Entering>
  );
};

export default template({
  card: {
    shows: 'The product’s picture, whole, with numbered marks on it and, beside it, what each of them is.',
    use_when: 'A product is shown and two to four things about it are named. Wants the brief’s own picture as footage.',
  },
  props,
  example: {
    title: 'A closer look',
    product: 'Northwind Bottle',
    points: [
      {label: 'A lid that locks', detail: 'One hand is enough', x: 0.5, y: 0.14, beat: 0},
      {label: 'Half a litre', detail: 'Marked on the side', x: 0.68, y: 0.5, beat: 1},
      {label: 'Steel', detail: 'Washed in any machine', x: 0.36, y: 0.8, beat: 2},
    ],
  },
  Picture,
});
