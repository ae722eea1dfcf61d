/** One headless browser, kept open and opened again when it ended. */
import {type HeadlessBrowser, openBrowser} from '@remotion/renderer';

// Without a GPU Chromium's own software compositor is the fastest.
export const CHROMIUM = {gl: null} as const;

/** The browser ended while it was used; the next request opens another. */
export class BrowserEndedError extends Error {
  override readonly name = 'BrowserEndedError';

  constructor() {
    super('the browser ended while it was drawing');
  }
}

/** A browser and whether it still runs. */
export interface OpenBrowser {
  readonly browser: HeadlessBrowser;
  readonly executable: string;
  /** Aborted when the browser ends. */
  readonly ended: AbortSignal;
}

let current: Promise<OpenBrowser> | null = null;

/** The open browser, opened first when there is none. */
export function openedBrowser(executable: string): Promise<OpenBrowser> {
  current ??= open(executable).catch((error: unknown) => {
    current = null;
    throw error;
  });
  return current;
}

async function open(executable: string): Promise<OpenBrowser> {
  const browser = await openBrowser('chrome', {
    browserExecutable: executable,
    chromiumOptions: CHROMIUM,
    chromeMode: 'headless-shell',
    logLevel: 'error',
  });
  const ended = new AbortController();
  browser.connection.transport.websocket.addEventListener('close', () => {
    current = null;
    ended.abort();
  });
  return {browser, executable, ended: ended.signal};
}

/** End the browser, if there is one. */
export async function closeBrowser(): Promise<void> {
  const opened = await current?.catch(() => null);
  await opened?.browser.close({silent: true});
}
