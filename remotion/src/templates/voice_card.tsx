import type {ReactNode} from 'react';
import {z} from 'zod';
import {Body} from '../stage/Body.tsx';
import {Card} from '../stage/Card.tsx';
import {Entering} from '../stage/Entering.tsx';
import {Fitted} from '../stage/Fitted.tsx';
import {Footage} from '../stage/Footage.tsx';
import {Footnote} from '../stage/Footnote.tsx';
import {Scrim} from '../stage/Scrim.tsx';
import {Sign} from '../stage/Sign.tsx';
import {Stressed} from '../stage/Stressed.tsx';
import {useStage} from '../stage/timeline.ts';
import {source, template, words} from '../template.tsx';

const props = z.strictObject({
  quote: words(200).describe('The words, as they stand in the source.'),
  role: words(50).describe('Whose words they are, as a role: "A user’s words". Never a name that the source does not have.'),
  highlight: words(60).optional().describe('The words of the quotation that are stressed when they are said.'),
  source,
});

type Props = z.infer<typeof props>;

const WIDE = 1360;
const DISC = 108;
const PADDING = {wide: 72, square: 52, upright: 52} as const;
const TAIL = 46;
const GAP = 40;

const Picture = ({quote, role, highlight, source: from}: Props) => {
  const {design} = useStage();
  const width = Math.min(WIDE, design.body.width);
  const padding = PADDING[design.shape];
  const room = design.body.height - DISC - TAIL - GAP;
  return (
    <>
      <Footage />
      <Scrim side="all" />
      <Body gap={GAP} style={{alignItems: 'center'}}>
        <Entering at={0}>
          <Bubble width={width}>
            <div style={{padding: `${padding * 0.8}px ${padding}px`}}>
              <Fitted most={80} least={36} width={width - 2 * padding - 4} height={room - 1.6 * padding - 4} text={quote} style={{fontWeight: 500, lineHeight: 1.24, letterSpacing: '-0.01em'}}>
                <Stressed text={quote} phrase={highlight} />
              </Fitted>
            </div>
          </Bubble>
        </Entering>
        <Entering at={0.45} style={{width, display: 'flex', alignItems: 'center', gap: 30, paddingTop: TAIL - GAP}}>
          <Sign name="person" size={DISC} />
          <Fitted most={46} least={26} width={width - DISC - 30} height={DISC} text={role} style={{fontWeight: 600}}>
            {role}
          </Fitted>
        </Entering>
      </Body>
      <Footnote text={from} />
    </>
  );
};

/** A plate with a tail that points down to whoever speaks. */
const Bubble = ({width, children}: {readonly width: number; readonly children: ReactNode}) => {
  const {palette, direction} = useStage();
  const side = direction === 'rtl' ? 'right' : 'left';
  return (
    <div style={{position: 'relative'}}>
      <Card width={width} height={0} style={{height: 'auto', borderRadius: 36, background: palette.panel, borderColor: palette.accent}}>
        {children}
      </Card>
      <svg viewBox="0 0 46 40" width={46} height={40} style={{position: 'absolute', top: 'calc(100% - 3px)', [side]: DISC / 2 - 8}}>
        <path d="M1 0V34C1 38 4 38 7 35L45 0Z" fill={palette.panel} />
        <path d="M1 0V34C1 38 4 38 7 35L44 1" fill="none" stroke={palette.accent} strokeWidth={2} />
      </svg>
    </div>
  );
};

export default template({
  card: {
    shows: 'Words in a speech bubble over the sign of a person and a role; nobody is named or pictured.',
    use_when: 'A source quotes a user, a patient or an expert, and the film may repeat it. Never for made-up words or people.',
  },
  props,
  example: {
    quote: 'I had never asked where our water comes from. Now I fill my bottle at the tap.',
    highlight: 'fill my bottle',
    role: 'A customer’s words',
    source: 'Northwind Water, survey of an invented brand, page 9',
  },
  Picture,
});
