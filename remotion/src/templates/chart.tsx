import {z} from 'zod';
import {useCues} from '../stage/cues.ts';
import {Headed, roomBelow} from '../stage/Headed.tsx';
import {LineChart} from '../stage/LineChart.tsx';
import {LyingBars, StandingBars} from '../stage/BarChart.tsx';
import {Fitted} from '../stage/Fitted.tsx';
import {Entering} from '../stage/Entering.tsx';
import {useStage} from '../stage/timeline.ts';
import {beat, source, template, words} from '../template.tsx';

const bar = z.strictObject({
  label: words(34).describe('What was counted or measured, or when.'),
  value: z.number().min(0).max(1_000_000),
  emphasis: z.boolean().optional().describe('Drawn in the accent’s colour.'),
  beat: beat.optional().describe('The beat with which its bar grows; without it, the bars follow one another at once.'),
});

const props = z.strictObject({
  title: words(60).describe('What the figures say.'),
  kind: z.enum(['bars', 'line']).describe('Bars to compare, a line for one thing over time.'),
  bars: z.array(bar).min(2).max(7).describe('The figures in their order, as the source has them.'),
  unit: words(8).optional().describe('Put behind each value.'),
  y_label: words(60).optional().describe('What the values are.'),
  source: source.optional(),
  illustrative: z.boolean().optional().describe('An example, not measured results; the picture then says so. Figures without a source always are.'),
});

type Props = z.infer<typeof props>;

const MEASURE = {wide: 44, square: 66, upright: 66} as const;

const Picture = ({title, kind, bars, unit = '', y_label, source: from, illustrative = false}: Props) => {
  const {palette, design} = useStage();
  const room = roomBelow(design);
  const cues = useCues(bars);
  const figures = bars.map((figure, place) => ({...figure, begins: figure.beat === undefined ? undefined : cues[place]}));
  const named = y_label === undefined ? 0 : MEASURE[design.shape] + 12;
  const Chart = kind === 'line' ? LineChart : design.shape === 'wide' ? StandingBars : LyingBars;
  return (
    <Headed title={title} source={from} illustrative={illustrative || from === undefined}>
      <div style={{display: 'flex', flexDirection: 'column', gap: 12}}>
        {y_label === undefined ? null : (
          <Entering at={0.1}>
            <Fitted most={34} least={24} width={room.width} height={MEASURE[design.shape]} text={y_label} style={{color: palette.ink}}>
              {y_label}
            </Fitted>
          </Entering>
        )}
        <Entering at={0.15}>
          <Chart figures={figures} unit={unit} width={room.width} height={room.height - named} />
        </Entering>
      </div>
    </Headed>
  );
};

export default template({
  card: {
    shows: 'Two to seven figures as bars or as a line that grow to their values, with their source; marked when only illustrative.',
    use_when: 'Figures from the brief, its documents or another source are compared or followed over time.',
  },
  props,
  example: {
    title: 'Samples taken in each quarter',
    kind: 'bars',
    bars: [
      {label: 'Spring', value: 310},
      {label: 'Summer', value: 420},
      {label: 'Autumn', value: 365},
      {label: 'Winter', value: 480, emphasis: true},
    ],
    y_label: 'Number of samples',
    source: 'Northwind Water, report of an invented brand, page 7',
  },
  Picture,
});
