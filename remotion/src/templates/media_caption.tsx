import {z} from 'zod';
import {Emphasis} from '../stage/Emphasis.tsx';
import {Entering} from '../stage/Entering.tsx';
import {Fitted} from '../stage/Fitted.tsx';
import {Footage} from '../stage/Footage.tsx';
import {Footnote} from '../stage/Footnote.tsx';
import {faded} from '../stage/colors.ts';
import {LowScrim} from '../stage/Scrim.tsx';
import {useStage} from '../stage/timeline.ts';
import {source, template, words} from '../template.tsx';

const props = z.strictObject({
  headline: words(60).describe('What the picture is about, in a few words.'),
  lower_third: words(90).optional().describe('A name, a place or a fact that belongs to the picture.'),
  source: source.optional(),
});

type Props = z.infer<typeof props>;

const WIDE = 1320;

const Picture = ({headline, lower_third, source: from}: Props) => {
  const width = Math.min(WIDE, useStage().design.body.width);
  return (
    <>
      <Footage />
      <LowScrim>
        <div style={{display: 'flex', flexDirection: 'column', gap: 36}}>
          <Entering at={-0.05}>
            <Fitted most={100} least={48} width={width} height={360} text={headline} style={HEADLINE}>
              <Emphasis at={1.2}>{headline}</Emphasis>
            </Fitted>
          </Entering>
          {lower_third === undefined ? null : (
            <Entering at={0.3}>
              <LowerThird text={lower_third} />
            </Entering>
          )}
        </div>
      </LowScrim>
      {from === undefined ? null : <Footnote text={from} />}
    </>
  );
};

const HEADLINE = {fontWeight: 700, letterSpacing: '-0.02em', lineHeight: 1.1} as const;

const LowerThird = ({text}: {readonly text: string}) => {
  const {palette, design} = useStage();
  return (
    <div style={{display: 'flex', width: 'fit-content', borderRadius: 14, overflow: 'hidden', background: faded(palette.panel, 0.88)}}>
      <div style={{width: 12, background: palette.accent, flexShrink: 0}} />
      <div style={{padding: '18px 34px 18px 30px'}}>
        <Fitted hugging most={40} least={28} width={Math.min(WIDE, design.body.width) - 80} height={110} text={text} style={{fontWeight: 500}}>
          {text}
        </Fitted>
      </div>
    </div>
  );
};

export default template({
  card: {
    shows: 'A clip or still over the whole picture with a headline and a lower third.',
    use_when: 'Something real should be seen: a place, people, a product in use.',
  },
  props,
  example: {headline: 'High in the hills', lower_third: 'The spring above the village'},
  Picture,
});
