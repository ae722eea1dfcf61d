import {z} from 'zod';
import {Body} from '../stage/Body.tsx';
import {HEADING_AT, useCues} from '../stage/cues.ts';
import {Entering} from '../stage/Entering.tsx';
import {OneSize} from '../stage/Fitted.tsx';
import {Footage} from '../stage/Footage.tsx';
import {Footnote} from '../stage/Footnote.tsx';
import {Heading} from '../stage/Heading.tsx';
import {Point} from '../stage/Point.tsx';
import {Scrim} from '../stage/Scrim.tsx';
import {useSceneSeconds, useStage} from '../stage/timeline.ts';
import {beat, source, template, words} from '../template.tsx';

const point = z.strictObject({
  text: words(90),
  beat: beat.optional().describe('The beat with which it comes in; without it, the one of its place.'),
});

const props = z.strictObject({
  heading: words(60).describe('What the points have in common.'),
  points: z.array(point).min(2).max(5).describe('Short statements, in the order in which they are said.'),
  source: source.optional(),
});

type Props = z.infer<typeof props>;

const HEADING = 112;
const BELOW_HEADING = 34;
const BETWEEN = 14;
const TALLEST = {wide: 128, square: 132, upright: 152} as const;
const LETTERS = {wide: 44, square: 44, upright: 52} as const;
// Two points fill the picture.
const FEW = 2;
const LARGE_TALLEST = {wide: 210, square: 190, upright: 220} as const;
const LARGE_LETTERS = {wide: 64, square: 54, upright: 60} as const;

const Picture = ({heading, points, source: from}: Props) => {
  const {order, design} = useStage();
  const {height} = design.body;
  // A clip keeps the right of the picture for itself.
  const beside = design.shape === 'wide' && order.shot.footage !== null;
  const width = beside ? design.body.width * 0.68 : design.body.width;
  const room = height - HEADING - BELOW_HEADING - BETWEEN * (points.length - 1);
  const few = points.length <= FEW;
  const tall = Math.min((few ? LARGE_TALLEST : TALLEST)[design.shape], room / points.length);
  const cues = useCues(points);
  const end = useSceneSeconds() + 1;
  return (
    <>
      <Footage />
      <Scrim side={order.shot.footage === null ? 'all' : 'start'} />
      <Body gap={BELOW_HEADING}>
        <Entering at={HEADING_AT}>
          <Heading text={heading} width={width} height={HEADING} />
        </Entering>
        <OneSize style={{display: 'flex', flexDirection: 'column', gap: BETWEEN}}>
          {points.map(({text}, place) => (
            <Point
              key={place}
              text={text}
              width={width}
              height={tall}
              most={(few ? LARGE_LETTERS : LETTERS)[design.shape]}
              from={cues[place] ?? 0}
              until={cues[place + 1] ?? end}
            />
          ))}
        </OneSize>
      </Body>
      {from === undefined ? null : <Footnote text={from} />}
    </>
  );
};

export default template({
  card: {
    shows: 'A heading and two to five short points that come in as they are said, beside a clip or over a backdrop.',
    use_when: 'Several things are listed one after another.',
  },
  props,
  example: {
    heading: 'Three good questions',
    points: [
      {text: 'Where does the water come from?', beat: 0},
      {text: 'What is taken out of it on the way?', beat: 1},
      {text: 'Who tests it, and how often?', beat: 1},
    ],
  },
  Picture,
});
