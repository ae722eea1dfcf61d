import {between} from './colors.ts';
import {Fitted} from './Fitted.tsx';
import {useStage} from './timeline.ts';

/** The small line at the very bottom: where what is said comes from, or who made the film. */
export const Footnote = ({text}: {readonly text: string}) => {
  const {palette, design} = useStage();
  return (
    <div
      style={{
        position: 'absolute',
        ...design.footnote,
        display: 'flex',
        alignItems: 'center',
      }}
    >
      <Fitted most={design.shape === 'wide' ? 27 : 28} least={24} width={design.footnote.width} height={design.footnote.height} text={text} style={{textAlign: 'center', color: between(palette.muted, palette.ink, 0.6)}}>
        {text}
      </Fitted>
    </div>
  );
};
