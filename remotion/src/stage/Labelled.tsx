import {Fitted} from './Fitted.tsx';
import {useStage} from './timeline.ts';

const BETWEEN = 8;
const LEAST = 24;
const LETTER = 24.5; // design pixels of the widest letter at the smallest size

interface LabelledProps {
  readonly label: string;
  readonly detail?: string | undefined;
  readonly width: number;
  readonly height: number;
  /** The largest size of the label's letters. */
  readonly most?: number;
  readonly centered?: boolean;
}

/** A few words and, under them, what is said about them. Those of one group take one size each. */
export const Labelled = ({label, detail, width, height, most = 46, centered = false}: LabelledProps) => {
  const {design} = useStage();
  const larger = design.shape === 'upright' ? 4 : 0;
  const style = {textAlign: centered ? 'center' : 'start', lineHeight: 1.16} as const;
  const upper = detail === undefined ? height : Math.floor(height * shareOf(label, detail, width));
  // What is said about the words is never larger than they are, though it has more room.
  const lower = Math.max(LEAST, Math.min(most * 0.78, (0.85 * upper) / style.lineHeight) + larger);
  return (
    <div style={{width, display: 'flex', flexDirection: 'column', gap: BETWEEN}}>
      <Fitted group="label" most={most + larger} least={LEAST} width={width} height={upper} text={label} style={{...style, fontWeight: 600}}>
        {label}
      </Fitted>
      {detail === undefined ? null : (
        <Fitted group="detail" most={Math.round(lower)} least={LEAST} width={width} height={height - upper - BETWEEN} text={detail} style={style}>
          {detail}
        </Fitted>
      )}
    </div>
  );
};

/** The label's share of the height, by the lines that both would need at the worst. */
function shareOf(label: string, detail: string, width: number): number {
  const lines = (text: string) => Math.ceil((text.length * LETTER) / width);
  return Math.min(0.6, Math.max(0.36, lines(label) / (lines(label) + lines(detail))));
}
