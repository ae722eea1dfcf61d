import {between} from './colors.ts';
import {Emphasis} from './Emphasis.tsx';
import {useAccentLetters} from './letters.ts';
import {around, spokenAt} from './phrase.ts';
import {settled, useSeconds, useStage} from './timeline.ts';

const EARLIEST = 0.9; // seconds
const UNSPOKEN_AT = 1.4; // seconds

/** A sentence of which a phrase is stressed when it is said; nothing is when it does not have the phrase. */
export const Stressed = ({text, phrase = ''}: {readonly text: string; readonly phrase?: string | undefined}) => {
  const {order, palette} = useStage();
  const [before, stressed, after] = around(text, phrase);
  const spoken = spokenAt(order.words, stressed);
  const at = spoken === null ? UNSPOKEN_AT : Math.max(EARLIEST, spoken / order.frame.fps);
  // On a highlight the ink is what can be read.
  const marked = order.shot.motion?.emphasis === 'highlight';
  const now = useSeconds();
  const letters = useAccentLetters();
  const color = marked ? palette.ink : between(palette.ink, letters, settled(now, at, 0.6));
  return (
    <>
      {before}
      <span style={{color}}>
        <Emphasis at={at}>{stressed}</Emphasis>
      </span>
      {after}
    </>
  );
};
