/** ffmpeg, fed with the JPEG pictures of a scene in order. */
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {rename, rm} from 'node:fs/promises';
import path from 'node:path';

// JPEG is full range BT.601; the film is limited range BT.709.
const TO_BT709 = 'scale=in_range=full:in_color_matrix=bt601:out_range=limited:out_color_matrix=bt709:flags=accurate_rnd+full_chroma_int';
const ERROR_END = 800;

export interface EncoderSettings {
  readonly program: string;
  /** The arguments that decide how the film is encoded. */
  readonly encoder: readonly string[];
  readonly fps: number;
}

/** One encoding: give it every picture once, in any order, then `finish` or `abandon` it. */
export class Encoder {
  /** Milliseconds in which drawing waited for the encoder. */
  waited = 0;
  readonly #process;
  readonly #ended: Promise<void>;
  readonly #to: string;
  readonly #part: string;
  readonly #early = new Map<number, Buffer>();
  #next = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(to: string, settings: EncoderSettings) {
    this.#to = to;
    this.#part = path.join(path.dirname(to), `.part-${path.basename(to)}`);
    const input = ['-f', 'image2pipe', '-c:v', 'mjpeg', '-framerate', String(settings.fps), '-i', '-'];
    this.#process = spawn(
      settings.program,
      ['-hide_banner', '-loglevel', 'error', '-y', ...input, '-vf', TO_BT709, ...settings.encoder, this.#part],
      {stdio: ['pipe', 'ignore', 'pipe']},
    );
    this.#ended = this.#watch();
    this.#ended.catch(() => undefined); // told by `finish`, or by the next picture
    this.#process.stdin.on('error', () => undefined); // the same: a broken pipe means that ffmpeg ended
  }

  /** Take the picture of a frame; resolves when there is room for more. */
  add(picture: Buffer, frame: number): Promise<void> {
    this.#early.set(frame, picture);
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Close the film and put it in its place. */
  async finish(frames: number): Promise<void> {
    await this.#writing;
    if (this.#next !== frames) throw new Error(`${this.#next} of ${frames} frames were drawn`);
    this.#process.stdin.end();
    await this.#ended;
    await rename(this.#part, this.#to);
  }

  /** End ffmpeg and leave nothing behind. */
  async abandon(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#ended.catch(() => undefined);
    await rm(this.#part, {force: true});
  }

  async #write(): Promise<void> {
    for (let picture = this.#early.get(this.#next); picture !== undefined; picture = this.#early.get(this.#next)) {
      this.#early.delete(this.#next);
      this.#next += 1;
      if (this.#process.stdin.write(picture)) continue;
      const began = performance.now();
      await Promise.race([once(this.#process.stdin, 'drain'), this.#ended]);
      this.waited += performance.now() - began;
    }
  }

  async #watch(): Promise<void> {
    let said = '';
    this.#process.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-ERROR_END);
    });
    const [code] = (await once(this.#process, 'close')) as [number | null];
    if (code === 0) return;
    if (said.includes('No space left on device')) throw new Error('the disk is full; free some space and try again');
    throw new Error(`ffmpeg ended with code ${code}: ${said}`);
  }
}
