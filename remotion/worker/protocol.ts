/**
 * JSON lines over standard input and output. A request carries an `id`; its answers are any number of
 * `progress` lines and then one `done` or `error`. Whatever else is printed goes to standard error.
 */
import {createInterface} from 'node:readline';
import type {Order} from '../src/order.ts';

/** Paths of the files that an order names. */
export interface AssetFiles {
  readonly footage: string | null;
  readonly logo: string | null;
}

export interface CatalogueRequest {
  readonly op: 'catalogue';
  readonly id: string;
}

export interface CancelRequest {
  readonly op: 'cancel';
  readonly id: string;
}

interface SceneRequest {
  readonly id: string;
  readonly order: Order;
  readonly assets: AssetFiles;
}

export interface StillRequest extends SceneRequest {
  readonly op: 'still';
  readonly at: number;
  readonly to: string;
}

export interface DrawRequest extends SceneRequest {
  readonly op: 'draw';
  readonly to: string;
  /** Every so many frames the texts that are seen are looked at. */
  readonly look_every: number;
  readonly ffmpeg: {readonly program: string; readonly encoder: readonly string[]};
}

/** Where the texts of a frame lie; for layout tests. */
export interface MeasureRequest extends SceneRequest {
  readonly op: 'measure';
  readonly at: number;
  /** Where to write the picture without its letters; nowhere when null. */
  readonly to: string | null;
}

export type Work = CatalogueRequest | StillRequest | DrawRequest | MeasureRequest;
export type Request = Work | CancelRequest;

const answer = process.stdout.write.bind(process.stdout);
// Remotion and what it uses print to standard output, which here belongs to the answers.
process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;

/** Write one answer. */
export function send(message: Readonly<Record<string, unknown>>): void {
  answer(`${JSON.stringify(message)}\n`);
}

/** Call `take` with every request; ends when the input is closed. */
export async function requests(take: (request: Request) => void): Promise<void> {
  for await (const line of createInterface({input: process.stdin})) {
    if (line.trim() !== '') take(JSON.parse(line) as Request);
  }
}
