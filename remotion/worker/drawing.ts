/** Draws the frames of an order in the browser. */
import type {VideoConfig} from 'remotion';
import {makeCancelSignal, renderFrames} from '@remotion/renderer';
import {COMPOSITION, type Order} from '../src/order.ts';
import {withAssets} from './assets.ts';
import {BrowserEndedError, CHROMIUM, type OpenBrowser} from './browser.ts';
import type {AssetFiles} from './protocol.ts';

// A frame that is not there by then never comes: footage that cannot be read, for the most part.
const PATIENCE = 60_000; // milliseconds
const JPEG_QUALITY = 92;

export interface Drawing {
  readonly order: Order;
  readonly files: AssetFiles;
  readonly page: string;
  readonly opened: OpenBrowser;
  readonly cancelled: AbortSignal;
  /** The frames to draw; all of them without it. */
  readonly frames?: readonly number[];
  readonly format: 'jpeg' | 'png' | 'none';
  readonly pages: number;
  readonly measured?: boolean;
  /** Every so many frames `onLog` is told which texts are seen. */
  readonly lookEvery?: number;
  readonly onPicture?: (picture: Buffer, frame: number) => Promise<void>;
  readonly onLog?: (text: string) => void;
}

/** The drawing was not wanted any more. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';

  constructor() {
    super('cancelled');
  }
}

/** Draw the asked frames, each once, in no certain order. */
export async function drawFrames(drawing: Drawing): Promise<void> {
  const {opened, cancelled} = drawing;
  const signal = AbortSignal.any([opened.ended, cancelled]);
  if (signal.aborted) throw reason(drawing);
  const {cancelSignal, cancel} = makeCancelSignal();
  signal.addEventListener('abort', cancel, {once: true});
  try {
    await withAssets(drawing.files, (assets) => {
      const props = {order: drawing.order, assets, measured: drawing.measured ?? false, lookEvery: drawing.lookEvery ?? 0};
      return renderFrames({
        composition: compositionOf(drawing.order, props),
        inputProps: props,
        serveUrl: drawing.page,
        puppeteerInstance: opened.browser,
        browserExecutable: opened.executable,
        chromiumOptions: CHROMIUM,
        chromeMode: 'headless-shell',
        imageFormat: drawing.format,
        ...(drawing.format === 'jpeg' ? {jpegQuality: JPEG_QUALITY} : {}),
        concurrency: drawing.pages,
        muted: true,
        outputDir: null,
        frames: [...(drawing.frames ?? Array.from({length: drawing.order.length}, (_, frame) => frame))],
        timeoutInMilliseconds: PATIENCE,
        cancelSignal,
        logLevel: 'error',
        onStart: () => undefined,
        onFrameUpdate: () => undefined,
        onBrowserLog: (log) => drawing.onLog?.(log.text),
        ...(drawing.onPicture === undefined ? {} : {onFrameBuffer: drawing.onPicture}),
      });
    });
  } catch (error) {
    // Else Remotion goes on with the other frames, finds their pages closed, and replaces the shared browser.
    cancel();
    throw signal.aborted ? reason(drawing) : error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function reason({opened}: Drawing): Error {
  return opened.ended.aborted ? new BrowserEndedError() : new CancelledError();
}

/** The page's composition at the order's size and length, as Remotion would find it by asking the page. */
function compositionOf(order: Order, props: Record<string, unknown>): VideoConfig {
  return {
    id: COMPOSITION,
    ...order.frame,
    durationInFrames: order.length,
    props,
    defaultProps: {},
    defaultCodec: null,
    defaultOutName: null,
    defaultVideoImageFormat: null,
    defaultPixelFormat: null,
    defaultProResProfile: null,
    defaultSampleRate: null,
  };
}
