import {Fitted} from './Fitted.tsx';
import {useStage} from './timeline.ts';

const BETWEEN = 8;
const LABEL = 0.4; // of the height

interface LabelledProps {
  readonly label: string;
  readonly detail?: string | undefined;
  readonly width: number;
  readonly height: number;
  /** The largest size of the label's letters. */
  readonly most?: number;
  readonly centered?: boolean;
  /** How the height is divided where there is a detail: the label's share. */
  readonly share?: number;
}

/** A few words and, under them, what is said about them. Those of one group take one size each. */
export const Labelled = ({label, detail, width, height, most = 46, centered = false, share = LABEL}: LabelledProps) => {
  const {design} = useStage();
  const larger = design.shape === 'upright' ? 4 : 0;
  const style = {textAlign: centered ? 'center' : 'start', lineHeight: 1.16} as const;
  const upper = detail === undefined ? height : Math.floor(height * share);
  return (
    <div style={{width, display: 'flex', flexDirection: 'column', gap: BETWEEN}}>
      <Fitted group="label" most={most + larger} least={24} width={width} height={upper} text={label} style={{...style, fontWeight: 600}}>
        {label}
      </Fitted>
      {detail === undefined ? null : (
        <Fitted group="detail" most={Math.round(most * 0.78) + larger} least={24} width={width} height={height - upper - BETWEEN} text={detail} style={style}>
          {detail}
        </Fitted>
      )}
    </div>
  );
};
