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

export interface Design {
  readonly width: number;
  readonly height: number;
  /** Film pixels for one design pixel. */
  readonly scale: number;
  /** Where a template may put text; the captions' zone lies below it. */
  readonly body: Box;
  /** The middle of the caption panel, and how tall it may be. */
  readonly captions: {readonly middle: number; readonly height: number; readonly width: number};
  /** The middle of the small line at the very bottom. */
  readonly footnote: number;
}

export const MARGIN = 112;
const SHORT_SIDE = 1080;
const STEP = 8;

export function designOf({width, height}: Order['frame']): Design {
  const scale = Math.min(width, height) / SHORT_SIDE;
  const wide = Math.ceil(width / scale);
  const tall = Math.ceil(height / scale);
  // 854 by 480 is a little wider than 1920 by 1080; lines must break at the same words all the same.
  const room = Math.floor((wide - 2 * MARGIN) / STEP) * STEP;
  return {
    width: wide,
    height: tall,
    scale,
    body: {left: MARGIN, top: 84, width: room, height: tall - 84 - 288},
    captions: {middle: tall - 161, height: 176, width: room - 120},
    footnote: tall - 44,
  };
}
