import {Fitted} from './Fitted.tsx';
import {useAccentLetters} from './letters.ts';
import {useStage} from './timeline.ts';

/** A few words in the accent's colour after a short bar. */
export const Kicker = ({text, width}: {readonly text: string; readonly width: number}) => {
  const {palette} = useStage();
  const letters = useAccentLetters();
  return (
    <div style={{display: 'flex', alignItems: 'center', gap: 22}}>
      <div style={{width: 54, height: 8, borderRadius: 4, background: palette.accent, flexShrink: 0}} />
      <Fitted most={36} least={26} width={width - 76} height={90} text={text} style={{fontWeight: 600, color: letters}}>
        {text}
      </Fitted>
    </div>
  );
};
