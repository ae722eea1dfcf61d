import {SIGNS, type SignName} from './signs.ts';
import {useStage} from './timeline.ts';

interface SignProps {
  readonly name: SignName;
  /** Design pixels across. */
  readonly size: number;
  /** Lines alone, in this colour; without it on a disc in the accent's colour. */
  readonly color?: string;
}

/** A drawn sign. */
export const Sign = ({name, size, color}: SignProps) => {
  const {palette} = useStage();
  const lines = (
    <svg viewBox="0 0 24 24" width={color === undefined ? size * 0.66 : size} fill="none" stroke={color ?? palette.accent_ink} strokeWidth={1.7} strokeLinecap="round" strokeLinejoin="round">
      <path d={SIGNS[name]} />
    </svg>
  );
  if (color !== undefined) return lines;
  return (
    <div style={{width: size, height: size, flexShrink: 0, borderRadius: '50%', background: palette.accent, display: 'flex', alignItems: 'center', justifyContent: 'center'}}>
      {lines}
    </div>
  );
};
