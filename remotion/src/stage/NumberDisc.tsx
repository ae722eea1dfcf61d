import {faded} from './colors.ts';
import {useStage} from './timeline.ts';

interface NumberDiscProps {
  readonly number: number;
  /** Design pixels across. */
  readonly size: number;
  /** How much it is lit, from 0 to 1. */
  readonly lit?: number;
}

/** A number on a disc in the accent's colour. */
export const NumberDisc = ({number, size, lit = 0}: NumberDiscProps) => {
  const {palette} = useStage();
  return (
    <div
      style={{
        width: size,
        height: size,
        flexShrink: 0,
        borderRadius: '50%',
        background: palette.accent,
        color: palette.accent_ink,
        boxShadow: `0 0 0 ${(11 * lit).toFixed(2)}px ${faded(palette.accent, 0.3)}`,
        fontSize: size * 0.5,
        fontWeight: 700,
        lineHeight: 1,
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
      }}
    >
      {number}
    </div>
  );
};
