import {z} from 'zod';
import {useCues} from '../stage/cues.ts';
import {OneSize} from '../stage/Fitted.tsx';
import {Headed, roomBelow} from '../stage/Headed.tsx';
import {Step} from '../stage/Step.tsx';
import {useSceneSeconds, useStage} from '../stage/timeline.ts';
import {beat, source, template, words} from '../template.tsx';

const step = z.strictObject({
  label: words(28).describe('What is done, in a few words.'),
  detail: words(64).optional().describe('How, or why.'),
  beat: beat.optional().describe('The beat with which it comes in; without it, the one of its place.'),
});

const props = z.strictObject({
  title: words(60).describe('What the steps lead to.'),
  steps: z.array(step).min(2).max(5).describe('What is done, in its order.'),
  source: source.optional(),
});

type Props = z.infer<typeof props>;

const GAP = {wide: 28, square: 12, upright: 12} as const;
const TALLEST = {wide: 520, square: 190, upright: 210} as const;

const Picture = ({title, steps, source: from}: Props) => {
  const {design} = useStage();
  const room = roomBelow(design);
  const cues = useCues(steps);
  const end = useSceneSeconds() + 1;
  const across = design.shape === 'wide';
  const gap = GAP[design.shape];
  const shared = ((across ? room.width : room.height) - gap * (steps.length - 1)) / steps.length;
  const width = across ? shared : room.width;
  const height = Math.min(TALLEST[design.shape], across ? room.height : shared);
  return (
    <Headed title={title} source={from}>
      <OneSize style={{display: 'flex', flexDirection: across ? 'row' : 'column', gap}}>
        {steps.map(({label, detail}, place) => (
          <Step
            key={place}
            number={place + 1}
            last={place === steps.length - 1}
            label={label}
            detail={detail}
            width={width}
            height={height}
            gap={gap}
            from={cues[place] ?? 0}
            until={cues[place + 1] ?? end}
          />
        ))}
      </OneSize>
    </Headed>
  );
};

export default template({
  card: {
    shows: 'Two to five numbered steps that come in as they are said, joined by a line that grows from one to the next.',
    use_when: 'Things happen, or are to be done, one after another.',
  },
  props,
  example: {
    title: 'From the spring to the tap',
    steps: [
      {label: 'Collect', detail: 'Springs are fenced in', beat: 0},
      {label: 'Filter', detail: 'Sand holds back what floats', beat: 1},
      {label: 'Test', detail: 'Samples every morning', beat: 2},
      {label: 'Deliver', detail: 'Pipes run day and night', beat: 2},
    ],
  },
  Picture,
});
