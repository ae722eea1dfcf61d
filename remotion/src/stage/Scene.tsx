import {type ReactNode, useEffect, useMemo, useState} from 'react';
import {AbsoluteFill, cancelRender, continueRender, delayRender} from 'remotion';
import type {Order, SceneProps} from '../order.ts';
import {templateOf} from '../templates.ts';
import {hyphening} from './breaks.ts';
import {Captions} from './Captions.tsx';
import {designOf} from './design.ts';
import {ENLARGED, families, hanReading} from './families.ts';
import {fontsLoaded} from './fonts.ts';
import {Ground} from './Ground.tsx';
import {Looked} from './Looked.tsx';
import {Measured} from './Measured.tsx';
import {type Stage, StageContext} from './timeline.ts';
import {Transition} from './Transition.tsx';

/** A whole scene: the bare background, the template's picture over it, the captions over both. */
export const Scene = ({order, assets, measured, lookEvery}: SceneProps) => {
  const stage: Stage = useMemo(
    () => ({
      order,
      assets,
      palette: order.palette,
      design: designOf(order.frame),
      direction: order.lettering.direction,
    }),
    [order, assets],
  );
  const picture = useMemo(() => templateOf(order.shot.template).draw(order.shot.props, hyphening(order.lettering)), [order]);
  const parts = (
    <>
      <Transition>{picture}</Transition>
      <Captions />
    </>
  );
  return (
    <StageContext value={stage}>
      <Ground />
      <Lettered order={order}>
        <div
          style={{
            position: 'absolute',
            left: 0,
            top: 0,
            width: stage.design.width,
            height: stage.design.height,
            transform: `scale(${stage.design.scale})`,
            transformOrigin: '0 0',
          }}
        >
          {measured ? <Measured design={stage.design}>{parts}</Measured> : null}
          {!measured && lookEvery > 0 ? <Looked every={lookEvery}>{parts}</Looked> : null}
          {!measured && lookEvery === 0 ? parts : null}
        </div>
      </Lettered>
    </StageContext>
  );
};

/** Its children once the fonts for every text of the order are there: a late one would move lines. */
const Lettered = ({order, children}: {readonly order: Order; readonly children: ReactNode}) => {
  const text = useMemo(() => JSON.stringify([order.shot.props, order.captions]), [order]);
  const [handle] = useState(() => delayRender('fonts'));
  const [ready, setReady] = useState(false);
  useEffect(() => {
    fontsLoaded(text, order.lettering).then(() => setReady(true), cancelRender);
  }, [text, order]);
  useEffect(() => {
    if (ready) continueRender(handle);
  }, [ready, handle]);
  const {lettering} = order;
  return (
    <AbsoluteFill lang={lettering.tag} dir={lettering.direction} style={{fontFamily: families(lettering, hanReading(text)), lineBreak: 'strict', color: order.palette.ink}}>
      <style>{ENLARGED}</style>
      {ready ? children : null}
    </AbsoluteFill>
  );
};
