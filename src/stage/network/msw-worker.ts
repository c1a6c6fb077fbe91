import { withoutTrace } from './global-socket.js';
import { noWorker } from './network-error.js';
import { loadMsw } from './packages.js';

/** What is needed of msw's worker. One that is handed in has been started. */
export interface MswWorker {
  use(...handlers: object[]): void;
  listHandlers(): readonly object[];
}

let started: Promise<MswWorker> | undefined;

/** Starts msw's service worker: once per page, it serves all scenes. */
export function startWorker(url: string): Promise<MswWorker> {
  started ??= start(url).catch((error: unknown) => {
    // The next scene may be luckier.
    started = undefined;
    throw error;
  });
  return started;
}

async function start(url: string): Promise<MswWorker> {
  const { setupWorker } = await loadMsw();
  const worker = setupWorker();
  try {
    // Without service workers msw would replace `fetch`, and leave event streams out.
    if (!Reflect.has(navigator, 'serviceWorker')) throw new Error('The page is no secure context');
    await withoutTrace(() =>
      worker.start({ serviceWorker: { url }, onUnhandledRequest: 'bypass', quiet: true }),
    );
  } catch (cause) {
    throw noWorker(url, cause);
  }
  return worker;
}
