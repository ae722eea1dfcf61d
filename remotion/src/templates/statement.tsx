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
  text: words(220).describe('One sentence, large.'),
  highlight: words(60).optional().describe('The words of the sentence that are stressed when they are said.'),
  source: source.optional(),
});

type Props = z.infer<typeof props>;

const WIDE = 1560;

const Picture = ({text, highlight, source: from}: Props) => {
  const {palette, design} = useStage();
  const {height} = design.body;
  const width = Math.min(WIDE, design.body.width);
  return (
    <>
      <Footage />
      <Scrim side="all" />
      <Body>
        <Entering at={-0.05}>
          <div style={{width: 96, height: 10, borderRadius: 5, background: palette.accent, marginBottom: 44}} />
          <Fitted most={136} least={54} width={width} height={height - 60} text={text} style={LETTERING}>
            <Stressed text={text} phrase={highlight} />
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
