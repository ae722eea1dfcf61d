import {z} from 'zod';
import {Body} from '../stage/Body.tsx';
import {Emphasis} from '../stage/Emphasis.tsx';
import {Entering} from '../stage/Entering.tsx';
import {Fitted} from '../stage/Fitted.tsx';
import {Footage} from '../stage/Footage.tsx';
import {Footnote} from '../stage/Footnote.tsx';
import {Logo} from '../stage/Logo.tsx';
import {Scrim} from '../stage/Scrim.tsx';
import {useStage} from '../stage/timeline.ts';
import {template, words} from '../template.tsx';

const props = z.strictObject({
  brand: words(60).describe('The name that stands there when there is no logo.'),
  call_to_action: words(60).describe('What the viewer may do now.'),
  legal: z.array(words(120)).max(3).optional().describe('Lines that must be there.'),
  mark: words(90).optional().describe('Who made the film.'),
});

type Props = z.infer<typeof props>;

const WIDE = 1440;
const BRAND = 240;
const LEGAL = {wide: 192, square: 364, upright: 364} as const;

const Picture = ({brand, call_to_action, legal = [], mark}: Props) => {
  const {assets, palette, design} = useStage();
  const width = Math.min(WIDE, design.body.width);
  const small = legal.length === 0 ? 0 : LEGAL[design.shape];
  const room = design.body.height - small;
  const [tall, called] = [Math.min(BRAND, room * 0.45), Math.min(150, room * 0.32)];
  return (
    <>
      <Footage />
      <Scrim side="all" />
      <Body gap={Math.min(48, room * 0.07)} style={{alignItems: 'center', height: room}}>
        <Entering at={-0.05}>
          {assets.logo === null ? (
            <Fitted most={128} least={56} width={width} height={tall} text={brand} style={{...CENTERED, fontWeight: 800, letterSpacing: '-0.025em', lineHeight: 1.08}}>
              {brand}
            </Fitted>
          ) : (
            <Logo src={assets.logo} width={Math.min(720, width)} height={tall} />
          )}
        </Entering>
        <Entering at={0.15}>
          <div style={{width: 110, height: 10, borderRadius: 5, background: palette.accent}} />
        </Entering>
        <Entering at={0.35}>
          <Fitted most={66} least={40} width={width} height={called} text={call_to_action} style={{...CENTERED, fontWeight: 600, lineHeight: 1.15}}>
            <Emphasis at={1.5}>{call_to_action}</Emphasis>
          </Fitted>
        </Entering>
      </Body>
      <Legal lines={legal} />
      {mark === undefined ? null : <Footnote text={mark} />}
    </>
  );
};

const CENTERED = {textAlign: 'center'} as const;

/** The lines that must be there, low in the body. */
const Legal = ({lines}: {readonly lines: readonly string[]}) => {
  const {design} = useStage();
  const {left, top, width, height} = design.body;
  if (lines.length === 0) return null;
  const each = (LEGAL[design.shape] - 8 * (lines.length - 1)) / lines.length;
  return (
    <div style={{position: 'absolute', left, top: top + height - LEGAL[design.shape], width, height: LEGAL[design.shape], display: 'flex', alignItems: 'flex-end'}}>
      <Entering at={0.7} style={{display: 'flex', flexDirection: 'column', gap: 8}}>
        {lines.map((line, place) => (
          <Fitted key={place} most={28} least={24} width={width} height={each} text={line} style={{...CENTERED, fontWeight: 400}}>
            {line}
          </Fitted>
        ))}
      </Entering>
    </div>
  );
};

export default template({
  card: {
    shows: 'The logo or the name of the brand, what to do next, lines that must be there and who made the film.',
    use_when: 'The film ends.',
  },
  props,
  example: {
    brand: 'Northwind Water',
    call_to_action: 'Ask Northwind Water',
    legal: ['Northwind Water is an invented brand.'],
    mark: 'Written by the template writer (no AI model)',
  },
  Picture,
});
