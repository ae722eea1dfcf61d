import {useEffect, useState} from 'react';
import {cancelRender, continueRender, delayRender} from 'remotion';
import {useLit} from './Card.tsx';
import {Entering} from './Entering.tsx';
import {Fitted} from './Fitted.tsx';
import {Footage} from './Footage.tsx';
import {NumberDisc} from './NumberDisc.tsx';
import {settled, useSceneSeconds, useSeconds, useStage} from './timeline.ts';

const MARK = 58;
const PADDING = 20;

interface Called {
  readonly x?: number | undefined;
  readonly y?: number | undefined;
}

interface CalledProductProps {
  readonly product: string;
  readonly points: readonly Called[];
  /** Seconds at which the mark of each point comes in. */
  readonly cues: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** A product's picture, whole, on a plate that lets it be seen, with a numbered mark wherever a point says one is. */
export const CalledProduct = ({product, points, cues, width, height}: CalledProductProps) => {
  const {order, assets} = useStage();
  const end = useSceneSeconds() + 1;
  const still = order.shot.footage?.kind === 'image' ? assets.footage : null;
  const box = {width: width - 2 * PADDING, height: height - 2 * PADDING};
  const size = useFittedSize(still, box);
  const marks = points.map(({x, y}, place) =>
    x === undefined || y === undefined ? null : <Mark key={place} x={x} y={y} number={place + 1} from={cues[place] ?? 0} until={cues[place + 1] ?? end} />,
  );
  return (
    <Entering at={0}>
      <div style={{position: 'relative', width, height, borderRadius: 28, overflow: 'hidden', background: '#ffffff', display: 'flex', alignItems: 'center', justifyContent: 'center'}}>
        {still !== null ? (
          <div style={{position: 'relative', ...size}}>
            <img src={still} style={{width: '100%', height: '100%', borderRadius: 10}} />
            {marks}
          </div>
        ) : order.shot.footage !== null ? (
          <Footage />
        ) : (
          <Plate product={product} width={width} height={height} />
        )}
        {still === null && order.shot.footage !== null ? <div style={{position: 'absolute', inset: MARK}}>{marks}</div> : null}
      </div>
    </Entering>
  );
};

/** The size of a picture that is seen whole in a box. */
function useFittedSize(src: string | null, box: {readonly width: number; readonly height: number}) {
  const [natural, setNatural] = useState<{readonly width: number; readonly height: number} | null>(null);
  const [handle] = useState(() => delayRender('the product’s picture'));
  useEffect(() => {
    if (src === null) return setNatural(box);
    const image = new Image();
    image.src = src;
    image.decode().then(
      () => setNatural({width: image.naturalWidth, height: image.naturalHeight}),
      () => cancelRender(new Error('the footage is not a picture that the browser can read')),
    );
  }, [src]);
  useEffect(() => {
    if (natural !== null) continueRender(handle);
  }, [natural, handle]);
  const {width, height} = natural ?? box;
  const scale = Math.min(box.width / width, box.height / height);
  return {width: width * scale, height: height * scale};
}

const Mark = ({x, y, number, from, until}: {readonly x: number; readonly y: number; readonly number: number; readonly from: number; readonly until: number}) => {
  const grown = settled(useSeconds(), from, 0.5);
  const lit = useLit(from, until);
  return (
    <div style={{position: 'absolute', left: `${100 * x}%`, top: `${100 * y}%`, transform: `translate(-50%, -50%) scale(${grown.toFixed(4)})`, borderRadius: '50%', border: '3px solid #ffffff'}}>
      <NumberDisc number={number} size={MARK} lit={lit} />
    </div>
  );
};

/** In place of a picture that the film does not have: the name alone, nothing invented. */
const Plate = ({product, width, height}: {readonly product: string; readonly width: number; readonly height: number}) => {
  const {palette} = useStage();
  return (
    <div style={{width, height, background: palette.accent, color: palette.accent_ink, display: 'flex', alignItems: 'center', justifyContent: 'center'}}>
      <Fitted most={92} least={30} width={width - 120} height={height - 80} text={product} style={{textAlign: 'center', fontWeight: 800, letterSpacing: '-0.02em', lineHeight: 1.1}}>
        {product}
      </Fitted>
    </div>
  );
};
