import {z} from 'zod';
import {between} from '../stage/colors.ts';
import {Body} from '../stage/Body.tsx';
import {Emphasis} from '../stage/Emphasis.tsx';
import {Entering} from '../stage/Entering.tsx';
import {Fitted} from '../stage/Fitted.tsx';
import {Footage} from '../stage/Footage.tsx';
import {Footnote} from '../stage/Footnote.tsx';
import {around, spokenAt} from '../stage/phrase.ts';
import {Scrim} from '../stage/Scrim.tsx';
import {settled, useSeconds, useStage} from '../stage/timeline.ts';
import {source, template, words} from '../template.tsx';

const props = z.strictObject({
  text: words(220).describe('One sentence, large.'),
  highlight: words(60).optional().describe('The words of the sentence that are stressed when they are said.'),
  source: source.optional(),
});

type Props = z.infer<typeof props>;

const WIDE = 1560;
const UNSPOKEN_AT = 1.4; // seconds

const Picture = ({text, highlight = '', source: from}: Props) => {
  const {order, palette, design} = useStage();
  const {height} = design.body;
  const width = Math.min(WIDE, design.body.width);
  const [before, stressed, after] = around(text, highlight);
  const spoken = spokenAt(order.words, stressed);
  const at = spoken === null ? UNSPOKEN_AT : Math.max(0.9, spoken / order.frame.fps);
  // On a highlight the ink is what can be read.
  const marked = order.shot.motion?.emphasis === 'highlight';
  const color = marked ? palette.ink : between(palette.ink, palette.accent, settled(useSeconds(), at, 0.6));
  return (
    <>
      <Footage />
      <Scrim side="all" />
      <Body>
        <Entering at={0.25}>
          <div style={{width: 96, height: 10, borderRadius: 5, background: palette.accent, marginBottom: 44}} />
          <Fitted most={136} least={54} width={width} height={height - 60} text={text} style={LETTERING}>
            {before}
            <span style={{color}}>
              <Emphasis at={at}>{stressed}</Emphasis>
            </span>
            {after}
          </Fitted>
        </Entering>
      </Body>
      {from === undefined ? null : <Footnote text={from} />}
    </>
  );
};

const LETTERING = {fontWeight: 700, letterSpacing: '-0.022em', lineHeight: 1.14} as const;

export default template({
  card: {
    shows: 'One large sentence with a phrase that is stressed when it is said.',
    use_when: 'One thought should stay.',
  },
  props,
  example: {text: 'Good water is tested water.', highlight: 'tested water'},
  Picture,
});
