import {faded} from './colors.ts';
import {Fitted} from './Fitted.tsx';
import {say} from './say.ts';
import {useStage} from './timeline.ts';

/** The mark on figures that no source gives: they are an example and not a result. */
export const Illustrative = () => {
  const {palette, order} = useStage();
  const said = say(order, 'Illustrative');
  return (
    <div style={{flexShrink: 0, padding: '8px 22px', borderRadius: 14, border: `2px solid ${palette.second}`, background: faded(palette.panel, 0.85)}}>
      <Fitted hugging most={30} least={26} width={240} height={44} text={said} style={{fontWeight: 600}}>
        {said}
      </Fitted>
    </div>
  );
};
