import {Fitted} from './Fitted.tsx';
import {useStage} from './timeline.ts';

interface HeadingProps {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** What the scene is about, after a bar in the accent's colour. */
export const Heading = ({text, width, height}: HeadingProps) => {
  const {palette} = useStage();
  return (
    <div style={{display: 'flex', alignItems: 'stretch', gap: 30}}>
      <div style={{width: 12, borderRadius: 6, background: palette.accent, flexShrink: 0}} />
      <Fitted most={72} least={34} width={width - 42} height={height} text={text} style={{fontWeight: 700, letterSpacing: '-0.015em', lineHeight: 1.14}}>
        {text}
      </Fitted>
    </div>
  );
};
