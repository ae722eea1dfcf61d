import {z} from 'zod';
import {Backdrop} from '../stage/Backdrop.tsx';
import {Body} from '../stage/Body.tsx';
import {Card} from '../stage/Card.tsx';
import {Entering} from '../stage/Entering.tsx';
import {Fitted} from '../stage/Fitted.tsx';
import {Footnote} from '../stage/Footnote.tsx';
import {Paged} from '../stage/Paged.tsx';
import {Scrim} from '../stage/Scrim.tsx';
import {Sign} from '../stage/Sign.tsx';
import {useStage} from '../stage/timeline.ts';
import {source, template, words} from '../template.tsx';

const props = z.strictObject({
  title: words(60).describe('What it is: "Important safety information".'),
  paragraphs: z.array(words(300)).min(1).max(8).describe('What must be read, word for word, a thought each. Long texts turn pages through the scene, so speak them whole.'),
  source: source.optional(),
});

type Props = z.infer<typeof props>;

// Large enough for a phone.
const SIZE = {wide: 40, square: 36, upright: 40} as const;
const TITLE = {wide: 80, square: 104, upright: 124} as const;
const SIGN = 76;
const PADDING = {wide: 48, square: 34, upright: 40} as const;
const GAP = 24;

const Picture = ({title, paragraphs, source: from}: Props) => {
  const {design} = useStage();
  const {width, height} = design.body;
  const padding = PADDING[design.shape];
  const inner = width - 2 * padding - 4;
  const tall = TITLE[design.shape];
  return (
    <>
      <Backdrop />
      <Scrim side="all" drawn />
      <Body>
        <Entering at={-0.15}>
          <Card width={width} height={height} style={{height: 'auto', padding, flexDirection: 'column', alignItems: 'flex-start', gap: GAP}}>
            <div style={{display: 'flex', alignItems: 'center', gap: 26, height: tall}}>
              <Sign name="warning" size={SIGN} />
              <Fitted most={54} least={30} width={inner - SIGN - 26} height={tall} text={title} style={{fontWeight: 700, lineHeight: 1.12}}>
                {title}
              </Fitted>
            </div>
            <Paged paragraphs={paragraphs} least={SIZE[design.shape]} most={60} width={inner} height={height - 2 * padding - 4 - tall - GAP} at={0.05} />
          </Card>
        </Entering>
      </Body>
      {from === undefined ? null : <Footnote text={from} />}
    </>
  );
};

export default template({
  card: {
    shows: 'A page of safety information or legal text at one readable size, which turns pages when it is long.',
    use_when: 'Risks, limits or legal lines must be read. The scene lasts as long as they are spoken.',
  },
  props,
  example: {
    title: 'Please note',
    paragraphs: [
      'Northwind Water is an invented brand, and the figures in this film are invented with it.',
      'Tap water may stand in the pipes of a house over night. Let it run until it is cool before you drink it.',
      'Ask your own water works what your water contains.',
    ],
    source: 'Northwind Water, leaflet of an invented brand, page 2',
  },
  Picture,
});
