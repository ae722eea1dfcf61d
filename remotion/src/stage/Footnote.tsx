import {Fitted} from './Fitted.tsx';
import {useStage} from './timeline.ts';

const TALL = 60;

/** The small line at the very bottom: where what is said comes from, or who made the film. */
export const Footnote = ({text}: {readonly text: string}) => {
  const {palette, design} = useStage();
  return (
    <div
      style={{
        position: 'absolute',
        left: design.body.left,
        top: design.footnote - TALL / 2,
        width: design.body.width,
        height: TALL,
        display: 'flex',
        alignItems: 'center',
      }}
    >
      <Fitted most={27} least={24} width={design.body.width} height={TALL} text={text} style={{textAlign: 'center', color: palette.muted}}>
        {text}
      </Fitted>
    </div>
  );
};
