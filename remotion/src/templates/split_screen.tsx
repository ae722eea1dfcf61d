import {z} from 'zod';
import {Backdrop} from '../stage/Backdrop.tsx';
import {Entering} from '../stage/Entering.tsx';
import {useCues} from '../stage/cues.ts';
import {Fitted, OneSize} from '../stage/Fitted.tsx';
import {Footage} from '../stage/Footage.tsx';
import {Footnote} from '../stage/Footnote.tsx';
import {Ground} from '../stage/Ground.tsx';
import {Heading} from '../stage/Heading.tsx';
import {Sign} from '../stage/Sign.tsx';
import {SIGN_NAMES, type SignName} from '../stage/signs.ts';
import {settled, useSeconds, useStage} from '../stage/timeline.ts';
import {beat, source, template, words} from '../template.tsx';

const point = z.strictObject({
  label: words(60).describe('A short statement.'),
  beat: beat.optional().describe('The beat with which it comes in; without it, the one of its place.'),
});

const props = z.strictObject({
  title: words(60).describe('What the scene is about.'),
  text: words(150).optional().describe('A sentence under it.'),
  points: z.array(point).max(3).optional().describe('Short statements, in the order in which they are said.'),
  sign: z.enum(SIGN_NAMES).optional().describe('The drawn sign on the picture’s side when there is no clip.'),
  source: source.optional(),
});

type Props = z.infer<typeof props>;

const TITLE = {wide: 170, square: 126, upright: 150} as const;
const TEXT = {wide: 220, square: 150, upright: 190} as const;
const GAP = {wide: 32, square: 14, upright: 22} as const;
const POINT = {wide: 84, square: 62, upright: 78} as const;
const APART = 72; // between the text and the picture

const Picture = ({title, text, points = [], sign = 'drop', source: from}: Props) => {
  const {design, direction} = useStage();
  const {left, top, height, width} = design.body;
  const across = design.shape === 'wide';
  const written = across ? Math.round(width * 0.54) : width;
  // The picture fills what the text leaves free, to the frame's edges.
  const gap = GAP[design.shape];
  const needed = TITLE[design.shape] + (text === undefined ? 0 : gap + TEXT[design.shape]) + points.length * (gap + POINT[design.shape]);
  const edge = across ? left + written + APART : top + height - needed - 20;
  const picture = across
    ? {insetInlineStart: direction === 'rtl' ? design.width - left - width + written + APART : edge, insetInlineEnd: 0, top: 0, bottom: 0}
    : {left: 0, right: 0, top: 0, height: edge};
  const box = across ? {insetInlineStart: direction === 'rtl' ? design.width - left - width : left, top, height} : {left, top: edge + 20, height: top + height - edge - 20};
  const cues = useCues(points);
  return (
    <>
      <Ground />
      <div style={{position: 'absolute', overflow: 'hidden', ...picture}}>
        <Pictured sign={sign} />
      </div>
      <div style={{position: 'absolute', width: written, display: 'flex', flexDirection: 'column', justifyContent: 'center', gap, ...box}}>
        <Entering at={-0.1}>
          <Heading text={title} width={written} height={TITLE[design.shape]} />
        </Entering>
        {text === undefined ? null : (
          <Entering at={0.2}>
            <Fitted most={50} least={28} width={written} height={TEXT[design.shape]} text={text} style={{lineHeight: 1.25}}>
              {text}
            </Fitted>
          </Entering>
        )}
        <OneSize style={{display: 'flex', flexDirection: 'column', gap: across ? 14 : 10}}>
          {points.map(({label}, place) => (
            <Entering key={place} at={cues[place] ?? 0} style={{display: 'flex', alignItems: 'center', gap: 22}}>
              <Sign name="check" size={46} />
              <Fitted most={44} least={24} width={written - 68} height={POINT[design.shape]} text={label} style={{fontWeight: 500, lineHeight: 1.16}}>
                {label}
              </Fitted>
            </Entering>
          ))}
        </OneSize>
      </div>
      {from === undefined ? null : <Footnote text={from} />}
    </>
  );
};

/** The clip, or the scene's backdrop with a sign that grows into place. */
const Pictured = ({sign}: {readonly sign: SignName}) => {
  const {order, assets, palette, design} = useStage();
  const now = useSeconds();
  if (order.shot.footage !== null && assets.footage !== null) return <Footage />;
  const size = {wide: 380, square: 170, upright: 240}[design.shape];
  const grown = settled(now, -0.2, 1);
  // In an upright frame the apps' own signs lie over the top.
  const low = design.shape === 'upright' ? design.body.top * 0.9 : 0;
  return (
    <>
      <Backdrop />
      <div style={{position: 'absolute', inset: 0, paddingTop: low, display: 'flex', alignItems: 'center', justifyContent: 'center', opacity: grown, transform: `scale(${(0.9 + 0.1 * grown + 0.004 * now).toFixed(5)})`}}>
        <Sign name={sign} size={size} color={palette.ink} />
      </div>
    </>
  );
};

export default template({
  card: {
    shows: 'A clip or a still on one side, a heading with a sentence or up to three points on the other.',
    use_when: 'Something real should be seen while something about it is read.',
  },
  props,
  example: {
    title: 'From the hills to you',
    text: 'The water needs two days from the spring to the tap.',
    points: [
      {label: 'Filtered through sand', beat: 1},
      {label: 'Tested every morning', beat: 2},
    ],
  },
  Picture,
});
