import {AbsoluteFill} from 'remotion';
import {useStage} from './timeline.ts';

/** The bare background: what a scene fades from and to, and what lies behind everything. */
export const Ground = () => {
  const {palette} = useStage();
  return (
    <AbsoluteFill
      style={{
        background: `radial-gradient(ellipse 75% 85% at 50% 46%, ${palette.background}, ${palette.background_edge})`,
      }}
    />
  );
};
