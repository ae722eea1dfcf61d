import {z} from 'zod';
import {Body} from '../stage/Body.tsx';
import {Entering} from '../stage/Entering.tsx';
import {Fitted} from '../stage/Fitted.tsx';
import {Footage} from '../stage/Footage.tsx';
import {Footnote} from '../stage/Footnote.tsx';
import {Scrim} from '../stage/Scrim.tsx';
import {Stressed} from '../stage/Stressed.tsx';
import {useStage} from '../stage/timeline.ts';
import {source, template, words} from '../template.tsx';

const props = z.strictObject({
  quote: words(260).describe('What was written or said, word for word, without quotation marks.'),
  who: words(60).optional().describe('Whose words they are: a document, a body, a real person.'),
  highlight: words(60).optional().describe('The words of the quotation that are stressed when they are said.'),
  source,
});

type Props = z.infer<typeof props>;

const WIDE = 1480;
const MARK = 96;
const WHO = 84;
const GAP = 34;

const Picture = ({quote, who, highlight, source: from}: Props) => {
  const {palette, design} = useStage();
  const width = Math.min(WIDE, design.body.width);
  const below = who === undefined ? 0 : WHO + GAP;
  return (
    <>
      <Footage />
      <Scrim side="all" />
      <Body gap={GAP}>
        <Entering at={-0.15}>
          <QuotationMark />
        </Entering>
        <Entering at={0.05}>
          <Fitted most={96} least={40} width={width} height={design.body.height - MARK - GAP - below} text={quote} style={LETTERING}>
            <Stressed text={quote} phrase={highlight} />
          </Fitted>
        </Entering>
        {who === undefined ? null : (
          <Entering at={0.5} style={{display: 'flex', alignItems: 'center', gap: 24}}>
            <div style={{width: 54, height: 8, borderRadius: 4, background: palette.accent, flexShrink: 0}} />
            <Fitted most={44} least={26} width={width - 78} height={WHO} text={who} style={{fontWeight: 500}}>
              {who}
            </Fitted>
          </Entering>
        )}
      </Body>
      <Footnote text={from} />
    </>
  );
};

const LETTERING = {fontWeight: 600, letterSpacing: '-0.015em', lineHeight: 1.2} as const;

/** The mark with which the language begins a quotation, drawn large. */
const QuotationMark = () => {
  const {order, palette, direction} = useStage();
  const kind = MARKS[order.lettering.quotes[0]] ?? 'over';
  const turned = kind === 'under' ? 'rotate(180deg)' : direction === 'rtl' ? 'scaleX(-1)' : 'none';
  return (
    <svg viewBox="0 0 58 40" height={MARK} fill={palette.accent} style={{display: 'block', transform: turned}}>
      {(kind === 'corner' ? [CORNER] : kind === 'angles' ? [ANGLE, ANGLE] : [DROP, DROP]).map((path, place) => (
        <path key={place} d={path} transform={`translate(${30 * place} 0)`} />
      ))}
    </svg>
  );
};

const DROP = 'M4 27C4 13 11 4 24 0L26 5C18 9 15 14 15 19C21 19 25 23 25 29C25 35 21 39 15 39C8 39 4 34 4 27Z';
const ANGLE = 'M4 20L17 3H26L14 20L26 37H17Z';
const CORNER = 'M4 2H34V9H12V39H4Z';
const MARKS: Readonly<Record<string, 'over' | 'under' | 'angles' | 'corner'>> = {'„': 'under', '«': 'angles', '「': 'corner'};

export default template({
  card: {
    shows: 'A quotation in large letters, whose words they are, and where they are written.',
    use_when: 'The very words of a document or a person matter. Never for words that nobody wrote or said.',
  },
  props,
  example: {
    quote: 'Drinking water is the food that is tested more often than any other.',
    who: 'The water works’ yearly report',
    highlight: 'tested more often',
    source: 'Northwind Water, report of an invented brand, page 4',
  },
  Picture,
});
