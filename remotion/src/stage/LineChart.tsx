import {faded} from './colors.ts';
import {type ChartProps, sharesOf, written} from './figures.ts';
import {Fitted, OneSize} from './Fitted.tsx';
import {settled, useSeconds, useStage} from './timeline.ts';

const BEGINS = 0.25; // seconds
const GROWTH = 1.8; // seconds for the whole line
const VALUE = {wide: 60, square: 92, upright: 92} as const;
const LABEL = {wide: 104, square: 150, upright: 184} as const;
const DOT = 13;
const GAP = 10;

/** One line through all values from zero up, which is drawn from left to right in every language; each dot has its value and label. */
export const LineChart = ({figures, unit, width, height}: ChartProps) => {
  const {palette, design, order} = useStage();
  const drawn = settled(useSeconds(), BEGINS, GROWTH);
  const column = width / figures.length;
  const [over, under] = [VALUE[design.shape], LABEL[design.shape]];
  const foot = height - under;
  const tallest = foot - over - 2 * DOT;
  const places = sharesOf(figures).map((share, place) => {
    return {x: column * (place + 0.5), y: foot - share * tallest};
  });
  const path = places.map(({x, y}) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' L');
  const ends = [places[0]?.x ?? 0, places.at(-1)?.x ?? 0];
  return (
    <OneSize style={{direction: 'ltr', position: 'relative', width, height}}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} style={{position: 'absolute', overflow: 'visible'}}>
        <path d={`M${path} L${ends[1]},${foot} L${ends[0]},${foot} Z`} fill={faded(palette.accent, 0.16 * drawn)} />
        <path d={`M0,${foot} H${width}`} stroke={palette.line} strokeWidth={4} />
        <path d={`M${path}`} fill="none" stroke={palette.accent} strokeWidth={8} strokeLinecap="round" strokeLinejoin="round" pathLength={1} strokeDasharray={`${drawn.toFixed(4)} 2`} />
        {places.map(({x, y}, place) => (
          <circle key={place} cx={x} cy={y} r={DOT * seen(drawn, place, places.length)} fill={figures[place]?.emphasis ? palette.second : palette.accent} stroke={palette.background} strokeWidth={4} />
        ))}
      </svg>
      {figures.map((figure, place) => {
        const {x, y} = places[place] ?? {x: 0, y: 0};
        const text = written(figure.value, unit, order.lettering);
        const left = x - column / 2 + GAP / 2;
        return (
          <div key={place}>
            <div style={{position: 'absolute', left, top: y - DOT - 10 - over, height: over, display: 'flex', alignItems: 'flex-end', opacity: seen(drawn, place, places.length)}}>
              <Fitted group="value" most={48} least={24} width={column - GAP} height={over} text={text} style={{...CENTERED, fontWeight: 700, lineHeight: 1.12}}>
                {text}
              </Fitted>
            </div>
            <div style={{position: 'absolute', left, top: foot + 14}}>
              <Fitted group="label" most={36} least={24} width={column - GAP} height={under - 14} text={figure.label} style={{...CENTERED, lineHeight: 1.12}}>
                {figure.label}
              </Fitted>
            </div>
          </div>
        );
      })}
    </OneSize>
  );
};

const CENTERED = {textAlign: 'center', fontVariantNumeric: 'tabular-nums'} as const;

/** How much a dot is seen when the line is drawn to a share: it comes as the line reaches it. */
function seen(drawn: number, place: number, count: number): number {
  const reached = place / (count - 1);
  return Math.max(0, Math.min(1, (drawn - reached * 0.92) * 12));
}
