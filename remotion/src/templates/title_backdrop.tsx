import {z} from 'zod';
import {Body} from '../stage/Body.tsx';
import {Emphasis} from '../stage/Emphasis.tsx';
import {Entering} from '../stage/Entering.tsx';
import {Fitted} from '../stage/Fitted.tsx';
import {Footage} from '../stage/Footage.tsx';
import {Kicker} from '../stage/Kicker.tsx';
import {Scrim} from '../stage/Scrim.tsx';
import {useStage} from '../stage/timeline.ts';
import {template, words} from '../template.tsx';

const props = z.strictObject({
  kicker: words(40).optional().describe('A few words over the title: the brand, the occasion.'),
  title: words(80).describe('What the film or the scene is about.'),
  subtitle: words(120).optional().describe('A sentence under the title.'),
});

type Props = z.infer<typeof props>;

const WIDE = 1260;

const Picture = ({kicker, title, subtitle}: Props) => {
  const {palette, design} = useStage();
  const width = Math.min(WIDE, design.body.width);
  const beside = design.shape === 'wide' ? 160 : 0;
  return (
    <>
      <Footage />
      <Scrim side="start" />
      <Body gap={30}>
        {kicker === undefined ? null : (
          <Entering at={-0.1}>
            <Kicker text={kicker} width={width} />
          </Entering>
        )}
        <Entering at={0.05}>
          <Fitted most={116} least={44} width={width} height={370} text={title} style={TITLE}>
            <Emphasis at={1.3}>{title}</Emphasis>
          </Fitted>
        </Entering>
        {subtitle === undefined ? null : (
          <Entering at={0.4}>
            <Fitted most={46} least={30} width={width - beside} height={170} text={subtitle} style={{fontWeight: 400, color: palette.ink}}>
              {subtitle}
            </Fitted>
          </Entering>
        )}
      </Body>
    </>
  );
};

const TITLE = {fontWeight: 700, letterSpacing: '-0.02em', lineHeight: 1.12} as const;

export default template({
  card: {
    shows: 'A title with a few words over it and a sentence under it, over a clip or a moving backdrop.',
    use_when: 'The film opens, or a new part of it begins.',
  },
  props,
  example: {
    kicker: 'Northwind Water',
    title: 'Where does your tap water come from?',
    subtitle: 'A short journey from the hills to the kitchen.',
  },
  Picture,
});
