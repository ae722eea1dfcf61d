import {z} from 'zod';
import {Body} from '../stage/Body.tsx';
import {Entering} from '../stage/Entering.tsx';
import {Fitted} from '../stage/Fitted.tsx';
import {Footage} from '../stage/Footage.tsx';
import {Footnote} from '../stage/Footnote.tsx';
import {HEADING_AT} from '../stage/cues.ts';
import {Heading} from '../stage/Heading.tsx';
import {Illustrative} from '../stage/Illustrative.tsx';
import {useAccentLetters} from '../stage/letters.ts';
import {Ring, shareOf} from '../stage/Ring.tsx';
import {Scrim} from '../stage/Scrim.tsx';
import {useStage} from '../stage/timeline.ts';
import {source, template, words} from '../template.tsx';

const props = z.strictObject({
  title: words(60).optional().describe('What the number is about.'),
  value: words(9).describe('The number as the source writes it: "12", "4.5", "1,200".'),
  unit: words(16).optional().describe('What is counted or measured: "%", "of 100", "litres". A percentage also draws its share of a ring.'),
  context: words(140).describe('What the number says, in a sentence.'),
  source,
  illustrative: z.boolean().optional().describe('An example, not a result; the picture then says so.'),
});

type Props = z.infer<typeof props>;

const HEADING = {wide: 84, square: 150, upright: 150} as const;
const CONTEXT = {wide: 200, square: 230, upright: 300} as const;
const GAP = 26;
const RING = {wide: 520, square: 0, upright: 0} as const;

const Picture = ({title, value, unit, context, source: from, illustrative = false}: Props) => {
  const {design, direction} = useStage();
  const letters = useAccentLetters();
  const share = shareOf(value, unit);
  const ring = share === null ? 0 : RING[design.shape];
  const width = design.body.width - (ring === 0 ? 0 : ring + 80);
  const heading = title === undefined ? 0 : HEADING[design.shape] + GAP;
  const tall = Math.min(400, design.body.height - heading - CONTEXT[design.shape] - 2 * GAP - (illustrative ? 90 : 0));
  return (
    <>
      <Footage />
      <Scrim side="all" />
      <Body gap={GAP}>
        {title === undefined ? null : (
          <Entering at={HEADING_AT}>
            <Heading text={title} width={width} height={HEADING[design.shape]} />
          </Entering>
        )}
        <Entering at={0.1} style={{display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', columnGap: 34, ...(unit === '%' && direction === 'rtl' ? PERCENT : {})}}>
          <Fitted hugging most={340} least={90} width={unit === undefined || unit === '%' ? width * 0.8 : width * 0.56} height={tall} text={value} style={{...NUMBER, color: letters}}>
            {value}
          </Fitted>
          {unit === undefined ? null : (
            <Fitted hugging most={150} least={32} width={unit === '%' ? width * 0.2 - 40 : width * 0.44 - 40} height={tall} text={unit} style={{fontWeight: 700, lineHeight: 1.05}}>
              {unit}
            </Fitted>
          )}
        </Entering>
        <Entering at={0.6}>
          <Fitted most={62} least={36} width={Math.min(width, 1320)} height={CONTEXT[design.shape]} text={context} style={{fontWeight: 500, lineHeight: 1.2}}>
            {context}
          </Fitted>
        </Entering>
        {illustrative ? (
          <Entering at={0.8} style={{display: 'flex'}}>
            <Illustrative />
          </Entering>
        ) : null}
      </Body>
      {share === null || ring === 0 ? null : <Ring share={share} size={ring} at={0.3} />}
      <Footnote text={from} />
    </>
  );
};

// The sign of a percentage stays behind its number in a line that is read from the right, too.
const PERCENT = {direction: 'ltr', justifyContent: 'flex-end'} as const;

const NUMBER = {fontWeight: 800, letterSpacing: '-0.035em', lineHeight: 1, fontVariantNumeric: 'tabular-nums'} as const;

export default template({
  card: {
    shows: 'One number, very large, with its unit, what it says and its source; a percentage with its share of a ring.',
    use_when: 'One figure from a source carries the scene.',
  },
  props,
  example: {
    title: 'Tested every day',
    value: '92',
    unit: '%',
    context: 'of the samples were taken at the customers’ own taps.',
    source: 'Northwind Water, report of an invented brand, page 4',
  },
  Picture,
});
