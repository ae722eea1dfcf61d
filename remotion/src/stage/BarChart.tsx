import {between} from './colors.ts';
import {type ChartProps, type Figure, sharesOf, written} from './figures.ts';
import {Fitted, OneSize} from './Fitted.tsx';
import {settled, useSeconds, useStage} from './timeline.ts';

const BEGINS = 0.25; // seconds
const APART = 0.28; // seconds between bars
const GROWTH = 1; // seconds
const GAP = 24;
const VALUE = 66; // how tall a value's text may be
const LABEL = 110;
const LONG = {from: 25, label: 138}; // letters of a label that may need another line
const BROAD = 220;

/** How a figure's bar is coloured: the emphasised ones, or all where none is. */
function useBarColor(figures: readonly Figure[]): (figure: Figure) => string {
  const {palette} = useStage();
  const some = figures.some(({emphasis}) => emphasis);
  const quiet = between(palette.panel, palette.accent, 0.42);
  return ({emphasis}) => (some && !emphasis ? quiet : palette.accent);
}

/** Bars side by side, each with its value over it and its label under it. */
export const StandingBars = ({figures, unit, width, height}: ChartProps) => {
  const {palette, order} = useStage();
  const now = useSeconds();
  const color = useBarColor(figures);
  const shares = sharesOf(figures);
  const column = (width - GAP * (figures.length - 1)) / figures.length;
  const under = figures.some(({label}) => label.length >= LONG.from) ? LONG.label : LABEL;
  const tallest = height - VALUE - under - 16;
  return (
    <OneSize style={{direction: 'ltr', display: 'flex', gap: GAP, height, alignItems: 'flex-end'}}>
      {figures.map((figure, place) => {
        const grown = settled(now, figure.begins ?? BEGINS + APART * place, GROWTH);
        const text = written(figure.value, unit, order.lettering);
        return (
          <div key={place} style={{width: column, display: 'flex', flexDirection: 'column', alignItems: 'center'}}>
            <div style={{opacity: grown}}>
              <Fitted group="value" most={54} least={24} width={column} height={VALUE} text={text} style={{...CENTERED, fontWeight: 700}}>
                {text}
              </Fitted>
            </div>
            <div style={{width: Math.min(BROAD, column * 0.72), height: Math.max(4, tallest * (shares[place] ?? 0) * grown), marginTop: 8, borderRadius: '14px 14px 0 0', background: color(figure)}} />
            <div style={{width: column + GAP, height: 4, background: palette.line}} />
            <div style={{height: under, paddingTop: 12, boxSizing: 'border-box'}}>
              <Fitted group="label" most={38} least={24} width={column} height={under - 12} text={figure.label} style={{...CENTERED, lineHeight: 1.12}}>
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

const TALLEST = 138;

/** Bars one below the other, each under its label and with its value behind it. */
export const LyingBars = ({figures, unit, width, height}: ChartProps) => {
  const {order} = useStage();
  const now = useSeconds();
  const color = useBarColor(figures);
  const shares = sharesOf(figures);
  const gap = 14;
  const row = Math.min(TALLEST, (height - gap * (figures.length - 1)) / figures.length);
  const label = Math.min(52, row * 0.48);
  const bar = row - label - 4;
  const value = width * 0.4;
  return (
    <OneSize style={{display: 'flex', flexDirection: 'column', gap}}>
      {figures.map((figure, place) => {
        const grown = settled(now, figure.begins ?? BEGINS + APART * place, GROWTH);
        const text = written(figure.value, unit, order.lettering);
        return (
          <div key={place} style={{height: row, display: 'flex', flexDirection: 'column', gap: 4, justifyContent: 'flex-end'}}>
            <Fitted group="label" most={40} least={24} width={width} height={label} text={figure.label} style={{lineHeight: 1.14}}>
              {figure.label}
            </Fitted>
            <div style={{display: 'flex', alignItems: 'center', gap: 20}}>
              <div style={{width: Math.max(4, (width - value - 20) * (shares[place] ?? 0) * grown), height: bar, borderRadius: 12, background: color(figure)}} />
              <div style={{opacity: grown}}>
                <Fitted group="value" hugging most={50} least={24} width={value} height={bar} text={text} style={{fontWeight: 700, lineHeight: 1.1, fontVariantNumeric: 'tabular-nums'}}>
                  {text}
                </Fitted>
              </div>
            </div>
          </div>
        );
      })}
    </OneSize>
  );
};
