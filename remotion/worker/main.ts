/** The long-lived worker: keeps the page and the browser, and draws what it is asked for. */
import {writeFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import path from 'node:path';
import {MEASURED} from '../src/order.ts';
import {closeBrowser, openedBrowser} from './browser.ts';
import {type Drawing, drawFrames} from './drawing.ts';
import {Encoder} from './encoder.ts';
import {preparedPage, PROJECT} from './page.ts';
import {type DrawRequest, type MeasureRequest, type Request, requests, send, type StillRequest, type Work} from './protocol.ts';
import {Sightings} from './sightings.ts';
import {Turns} from './turns.ts';

// On two cores, two pages of one scene took 85 ms a frame in 1080p, one page of each of two scenes 106 ms.
const SCENES_AT_ONCE = 1;
const PAGES = Math.min(2, availableParallelism());

const executable = process.argv[2] ?? '';
const turns = new Turns(SCENES_AT_ONCE);
const running = new Map<string, AbortController>();

type Answer = Record<string, unknown>;

async function perform(work: Work, cancelled: AbortSignal): Promise<Answer> {
  switch (work.op) {
    case 'catalogue':
      return {templates: (await preparedPage()).catalogue};
    case 'still':
      return still(work, cancelled);
    case 'draw':
      return turns.take(cancelled, () => draw(work, cancelled));
    case 'measure':
      return measure(work, cancelled);
  }
}

async function prepared(work: StillRequest | DrawRequest | MeasureRequest, cancelled: AbortSignal) {
  const [page, opened] = await Promise.all([preparedPage(), openedBrowser(executable)]);
  return {order: work.order, files: work.assets, page: page.folder, opened, cancelled};
}

async function still(work: StillRequest, cancelled: AbortSignal): Promise<Answer> {
  const onPicture = (picture: Buffer) => writeFile(work.to, picture);
  const drawing: Drawing = {...(await prepared(work, cancelled)), format: 'png', pages: 1, frames: [work.at], onPicture};
  await drawFrames(drawing);
  return {};
}

async function draw(work: DrawRequest, cancelled: AbortSignal): Promise<Answer> {
  const began = performance.now();
  const base = await prepared(work, cancelled);
  const {fps} = work.order.frame;
  const encoder = new Encoder(path.join(work.to, 'scene.mp4'), {...work.ffmpeg, fps});
  const seen = new Sightings(work.look_every);
  const marks = {first: began, last: began, done: 0};
  const onPicture = async (picture: Buffer, frame: number) => {
    marks.last = performance.now();
    if (marks.done === 0) marks.first = marks.last;
    marks.done += 1;
    send({id: work.id, event: 'progress', frames: marks.done});
    seen.see(picture, frame);
    await encoder.add(picture, frame);
  };
  try {
    await drawFrames({...base, format: 'jpeg', pages: PAGES, onPicture, lookEvery: work.look_every, onLog: (line) => seen.hear(line)});
    await encoder.finish(work.order.length);
    await seen.write(path.join(work.to, 'seen.json'));
  } catch (error) {
    await encoder.abandon();
    throw error;
  }
  const ended = performance.now();
  const encoding = encoder.waited + ended - marks.last;
  return {
    frames: work.order.length,
    drawing_seconds: (marks.last - marks.first - encoder.waited) / 1000,
    encoding_seconds: encoding / 1000,
    other_seconds: (marks.first - began) / 1000,
  };
}

async function measure(work: MeasureRequest, cancelled: AbortSignal): Promise<Answer> {
  let texts: unknown = null;
  const onLog = (text: string) => {
    if (text.startsWith(MEASURED)) texts = JSON.parse(text.slice(MEASURED.length));
  };
  const {to} = work;
  const drawing: Drawing = {...(await prepared(work, cancelled)), format: to === null ? 'none' : 'png', pages: 1, frames: [work.at], measured: true, onLog};
  await drawFrames(to === null ? drawing : {...drawing, onPicture: (picture) => writeFile(to, picture)});
  if (texts === null) throw new Error('the page did not tell where its texts lie');
  return {texts};
}

function take(request: Request): void {
  const {id} = request;
  if (request.op === 'cancel') {
    running.get(id)?.abort();
    return;
  }
  const controller = new AbortController();
  running.set(id, controller);
  perform(request, controller.signal)
    .then((answer) => send({id, event: 'done', ...answer}))
    .catch((error: unknown) => send({id, event: 'error', ...told(error)}))
    .finally(() => running.delete(id));
}

function told(error: unknown): Answer {
  if (!(error instanceof Error)) return {kind: 'Error', message: String(error)};
  // What follows is the page's call stack.
  const [said = ''] = error.message.split(/\s+at .*(?:https?:|file:|bundle\.js)/, 1);
  return {kind: error.name, message: said.replace(/\s+/g, ' ').replace(/^Error: /, '').slice(0, 800)};
}

process.chdir(PROJECT);
send({event: 'ready', pid: process.pid});
await requests(take);
for (const controller of running.values()) controller.abort();
await closeBrowser();
process.exit(0);
