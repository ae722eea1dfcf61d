/**
 * The size that scenes are laid out at, in design pixels: 1080 on the short side, whatever the film's size.
 * A draft and a final film therefore break their lines at the same words.
 */
import type {Order} from '../order.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What a frame is nearest to: a screen, a post, or a phone held upright. */
export type Shape = 'wide' | 'square' | 'upright';

export interface Design {
  readonly shape: Shape;
  readonly width: number;
  readonly height: number;
  /** Film pixels for one design pixel. */
  readonly scale: number;
  /** Where a template may put text; the captions' zone lies below it. */
  readonly body: Box;
  /** The zone of the caption panel, which stays free when there are no captions. */
  readonly captions: Box;
  /** The zone of the small line below everything else. */
  readonly footnote: Box;
}

const SHORT_SIDE = 1080;
const STEP = 8;
// How much longer one side is than the other where a frame is not square any more.
const LONGER = 1.25;
// What Reels, TikTok and Shorts cover with signs and texts of their own, as shares of an upright frame.
const COVERED = {top: 0.14, bottom: 0.2, right: 0.12} as const;

export function designOf({width, height}: Order['frame']): Design {
  const scale = Math.min(width, height) / SHORT_SIDE;
  const size = {width: Math.ceil(width / scale), height: Math.ceil(height / scale), scale};
  if (size.width > LONGER * size.height) return {shape: 'wide', ...size, ...layWide(size)};
  if (size.height > LONGER * size.width) return {shape: 'upright', ...size, ...layUpright(size)};
  return {shape: 'square', ...size, ...laySquare(size)};
}

type Size = Pick<Design, 'width' | 'height'>;
type Zones = Pick<Design, 'body' | 'captions' | 'footnote'>;

// 854 by 480 is a little wider than 1920 by 1080; lines must break at the same words all the same.
function stepped(length: number): number {
  return Math.floor(length / STEP) * STEP;
}

function layWide({width, height}: Size): Zones {
  const body = {left: 112, top: 84, width: stepped(width - 2 * 112), height: height - 84 - 288};
  return {
    body,
    captions: {left: (width - body.width + 120) / 2, top: height - 249, width: body.width - 120, height: 174},
    footnote: {left: body.left, top: height - 74, width: body.width, height: 60},
  };
}

function laySquare({width, height}: Size): Zones {
  const row = {left: 72, width: stepped(width - 2 * 72)};
  return {
    body: {...row, top: 64, height: stepped(height - 64 - 308)},
    captions: {...row, top: height - 290, height: 156},
    footnote: {...row, top: height - 126, height: 116},
  };
}

function layUpright({width, height}: Size): Zones {
  const top = Math.ceil(COVERED.top * height);
  const bottom = Math.floor((1 - COVERED.bottom) * height);
  const row = {left: 64, width: stepped(width * (1 - COVERED.right) - 36 - 64)};
  const captions = {...row, top: bottom - 328, height: 192};
  return {
    body: {...row, top: top + 8, height: stepped(captions.top - 24 - top - 8)},
    captions,
    footnote: {...row, top: bottom - 124, height: 120},
  };
}
