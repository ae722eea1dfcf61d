import {useEffect, useState} from 'react';
import {cancelRender, continueRender, delayRender} from 'remotion';
import {useStage} from './timeline.ts';

const SAMPLES = 48; // pixels along each side of the copy that is looked at
const PLATE = {x: 48, y: 36};

/** How a logo is to be laid on a picture: as it is, or on a plate that it stands out from. */
type Plate = 'none' | 'white' | 'dark';

interface LogoProps {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/** A logo of any shape, whole, in a box; a see-through one that the background would swallow gets a plate. */
export const Logo = ({src, width, height}: LogoProps) => {
  const {palette} = useStage();
  const [handle] = useState(() => delayRender('logo'));
  const [plate, setPlate] = useState<Plate | null>(null);
  useEffect(() => {
    loaded(src).then((image) => setPlate(plateFor(image, palette.mode === 'dark')), cancelRender);
  }, [src, palette]);
  useEffect(() => {
    if (plate !== null) continueRender(handle);
  }, [plate, handle]);
  if (plate === null) return null;
  const bare = plate === 'none';
  return (
    <div
      style={{
        padding: bare ? 0 : `${PLATE.y}px ${PLATE.x}px`,
        borderRadius: 24,
        background: {none: 'transparent', white: '#ffffff', dark: '#0b1220'}[plate],
        display: 'flex',
      }}
    >
      <img
        src={src}
        crossOrigin="anonymous"
        style={{
          maxWidth: width - (bare ? 0 : 2 * PLATE.x),
          maxHeight: height - (bare ? 0 : 2 * PLATE.y),
          minHeight: Math.min(96, height - 2 * PLATE.y),
          objectFit: 'contain',
          borderRadius: bare ? 14 : 0,
        }}
      />
    </div>
  );
};

async function loaded(src: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.crossOrigin = 'anonymous';
  image.src = src;
  await image.decode().catch(() => {
    throw new Error('the logo is not a picture that the browser can read');
  });
  return image;
}

function plateFor(image: HTMLImageElement, dark: boolean): Plate {
  const brush = new OffscreenCanvas(SAMPLES, SAMPLES).getContext('2d');
  if (brush === null) throw new Error('the browser has no canvas');
  brush.drawImage(image, 0, 0, SAMPLES, SAMPLES);
  const {seeThrough, light} = look(brush.getImageData(0, 0, SAMPLES, SAMPLES).data);
  if (seeThrough < 0.02) return 'none';
  if (dark) return light < 0.45 ? 'white' : 'none';
  return light > 0.6 ? 'dark' : 'none';
}

/** How much of a picture is see-through, and how light the rest is: both from 0 to 1. */
export function look(pixels: Uint8ClampedArray): {seeThrough: number; light: number} {
  let clear = 0;
  let light = 0;
  let solid = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    const opacity = (pixels[at + 3] ?? 0) / 255;
    if (opacity < 0.5) clear += 1;
    const shine = (0.2126 * (pixels[at] ?? 0) + 0.7152 * (pixels[at + 1] ?? 0) + 0.0722 * (pixels[at + 2] ?? 0)) / 255;
    light += shine * opacity;
    solid += opacity;
  }
  return {seeThrough: (4 * clear) / pixels.length, light: solid === 0 ? 0 : light / solid};
}
