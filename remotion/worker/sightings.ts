/** What is seen in a scene while it is drawn: the texts of some frames, and the frames that are as the one before. */
import {createHash} from 'node:crypto';
import {writeFile} from 'node:fs/promises';
import {LOOKED} from '../src/order.ts';
import type {SeenFrame} from '../src/stage/Looked.tsx';

/** Gathers what the pages tell and draw, in any order, and writes it as one file. */
export class Sightings {
  readonly #every: number;
  readonly #frames = new Map<number, SeenFrame>();
  readonly #pictures = new Map<number, string>();

  constructor(every: number) {
    this.#every = every;
  }

  /** Take a line of a page's console. */
  hear(line: string): void {
    if (!line.startsWith(LOOKED)) return;
    const seen = JSON.parse(line.slice(LOOKED.length)) as SeenFrame;
    this.#frames.set(seen.at, seen);
  }

  /** Take the picture of a frame. */
  see(picture: Buffer, frame: number): void {
    this.#pictures.set(frame, createHash('md5').update(picture).digest('base64'));
  }

  /** Write what was seen, in order. */
  async write(file: string): Promise<void> {
    const frames = [...this.#frames.values()].sort((one, other) => one.at - other.at);
    await writeFile(file, JSON.stringify({every: this.#every, frames, rests: this.#rests()}));
  }

  /** Stretches of equal pictures: the first frame, and the first one after it that differs. */
  #rests(): readonly (readonly [number, number])[] {
    const rests: [number, number][] = [];
    for (let frame = 1; frame < this.#pictures.size; frame += 1) {
      if (this.#pictures.get(frame) !== this.#pictures.get(frame - 1)) continue;
      const last = rests.at(-1);
      if (last !== undefined && last[1] === frame) last[1] = frame + 1;
      else rests.push([frame - 1, frame + 1]);
    }
    return rests;
  }
}
