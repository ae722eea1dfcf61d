/** The drawn backdrop: soft fields of colour, bundles of fine lines and a few motes, all drifting slowly. */
import type {Palette} from '../order.ts';
import {between, faded} from './colors.ts';
import {seeded} from './seeded.ts';

/** A soft field of colour: its middle in shares of the picture, its reach in shares of the height. */
interface Field {
  readonly color: string;
  readonly strength: number;
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly turn: number;
}

/** Lines side by side that cross and part again. */
interface Bundle {
  readonly color: string;
  readonly lines: number;
  readonly from: number;
  readonly to: number;
  readonly spread: number;
  readonly phase: number;
}

interface Mote {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly pace: number;
  readonly opacity: number;
}

export interface Backdrop {
  readonly fields: readonly Field[];
  readonly bundles: readonly Bundle[];
  readonly motes: readonly Mote[];
}

export interface Moment {
  readonly width: number;
  readonly height: number;
  /** Seconds. */
  readonly now: number;
}

const TURN = 2 * Math.PI;
const PERIOD = 26; // seconds in which a field wanders around once
// Where the fields lie, before chance moves them: the brightest to the right, where no text stands.
const PLACES = [
  [0.22, 0.8],
  [0.74, 0.36],
  [0.95, 0.9],
  [0.5, 1.02],
] as const;
const STEPS = 36; // straight pieces of a line; it is drawn as a curve through them

/** What the backdrop of a seed is made of. */
export function composeBackdrop(seed: number, palette: Palette): Backdrop {
  const dice = seeded(seed);
  const dark = palette.mode === 'dark';
  const bright = between(palette.background, palette.accent, dark ? 0.7 : 0.36);
  const deep = between(palette.background, palette.accent, dark ? 0.34 : 0.18);
  const bare = dark ? between(palette.background, '#ffffff', 0.16) : palette.background;
  const colors = [deep, bright, bare, deep];
  const fields = colors.map((color, place) => ({
    color,
    strength: dark ? 0.62 : 0.8,
    x: (PLACES[place]?.[0] ?? 0.5) + 0.2 * (dice() - 0.5),
    y: (PLACES[place]?.[1] ?? 0.5) + 0.3 * (dice() - 0.5),
    reach: 0.6 + 0.36 * dice(),
    turn: dice() * TURN,
  }));
  const bundles = [palette.accent, between(palette.accent, dark ? '#ffffff' : palette.background, 0.35)].map((color) => ({
    color,
    lines: 18 + Math.floor(8 * dice()),
    from: 0.3 + 0.6 * dice(),
    to: 0.15 + 0.7 * dice(),
    spread: 0.2 + 0.2 * dice(),
    phase: dice() * TURN,
  }));
  const motes = Array.from({length: 16}, () => ({
    x: dice(),
    y: dice(),
    size: 0.003 + 0.011 * dice() ** 2,
    pace: 0.4 + dice(),
    opacity: 0.06 + 0.14 * dice(),
  }));
  return {fields, bundles, motes};
}

/** Paint the backdrop as it is at a moment; a pure function of its arguments. */
export function paintBackdrop(brush: CanvasRenderingContext2D, backdrop: Backdrop, palette: Palette, at: Moment): void {
  paintGround(brush, palette, at);
  for (const field of backdrop.fields) paintField(brush, field, at);
  for (const bundle of backdrop.bundles) paintBundle(brush, bundle, palette, at);
  for (const mote of backdrop.motes) paintMote(brush, mote, palette, at);
}

function paintGround(brush: CanvasRenderingContext2D, palette: Palette, {width, height}: Moment): void {
  const ground = brush.createLinearGradient(0, 0, width, height);
  ground.addColorStop(0, between(palette.background, palette.background_edge, 0.45));
  ground.addColorStop(1, palette.background_edge);
  brush.fillStyle = ground;
  brush.fillRect(0, 0, width, height);
}

function paintField(brush: CanvasRenderingContext2D, field: Field, {width, height, now}: Moment): void {
  const turn = field.turn + (TURN * now) / PERIOD;
  const x = (field.x + 0.09 * Math.cos(turn)) * width;
  const y = (field.y + 0.12 * Math.sin(turn)) * height;
  const reach = field.reach * height * (1 + 0.08 * Math.sin(turn * 2));
  const soft = brush.createRadialGradient(x, y, 0, x, y, reach);
  // Samples of a bell, so that no edge is seen.
  for (let step = 0; step <= 8; step += 1) {
    const share = step / 8;
    soft.addColorStop(share, faded(field.color, field.strength * (Math.cos(Math.PI * share) + 1) * 0.5));
  }
  brush.fillStyle = soft;
  brush.fillRect(x - reach, y - reach, 2 * reach, 2 * reach);
}

function paintBundle(brush: CanvasRenderingContext2D, bundle: Bundle, palette: Palette, at: Moment): void {
  const {width, height} = at;
  const strength = palette.mode === 'dark' ? 0.3 : 0.3;
  const color = brush.createLinearGradient(0, 0, width, 0);
  color.addColorStop(0, faded(bundle.color, 0));
  color.addColorStop(0.3, faded(bundle.color, strength));
  color.addColorStop(0.7, faded(bundle.color, strength * 1.3));
  color.addColorStop(1, faded(bundle.color, 0));
  brush.strokeStyle = color;
  brush.lineWidth = Math.max(0.6, height / 900);
  brush.beginPath();
  for (let line = 0; line < bundle.lines; line += 1) {
    const share = line / (bundle.lines - 1) - 0.5;
    for (let step = 0; step <= STEPS; step += 1) {
      const x = step / STEPS;
      const y = heightAt(bundle, x, share, at.now);
      if (step === 0) brush.moveTo(x * width, y * height);
      else brush.lineTo(x * width, y * height);
    }
  }
  brush.stroke();
}

/** Where a line of a bundle is at a place across the picture, in shares of the height. */
function heightAt(bundle: Bundle, x: number, share: number, now: number): number {
  const drift = bundle.phase + (TURN * now) / (PERIOD * 1.3);
  const middle = bundle.from + (bundle.to - bundle.from) * x + 0.1 * Math.sin(3.1 * x + drift);
  const apart = bundle.spread * Math.sin(2.4 * x + drift * 0.7 + 0.6) + 0.1 * Math.sin(5.3 * x - drift);
  return middle + share * apart;
}

function paintMote(brush: CanvasRenderingContext2D, mote: Mote, palette: Palette, {width, height, now}: Moment): void {
  const x = wrapped(mote.x + 0.006 * mote.pace * now) * width;
  const y = wrapped(mote.y - 0.008 * mote.pace * now) * height;
  brush.fillStyle = faded(palette.mode === 'dark' ? between(palette.accent, '#ffffff', 0.35) : palette.accent, mote.opacity);
  brush.beginPath();
  brush.arc(x, y, mote.size * height, 0, TURN);
  brush.fill();
}

/** A share of the picture that leaves at one side and comes back at the other, outside its edges. */
function wrapped(share: number): number {
  return ((((share + 0.05) % 1.1) + 1.1) % 1.1) - 0.05;
}
