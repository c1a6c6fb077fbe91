import { playOnNetwork } from '../../src/stage/network/play-on-network.js';
import type { Stage } from '../../src/stage.js';
import { pageRuntime } from './page-runtime.js';
import { realTime } from './real-time.js';
import { farEnd, StagedServer } from './staged-server.js';
import type { SourceName, World } from './world.js';

let count = 0;

/**
 * Makes a world of real time and a real browser, in which mock-socket and msw's service worker
 * answer for a stage.
 *
 * @param sources What the scene connects to.
 * @param speed How many times as fast canned streams are played.
 */
export async function networkWorld(sources: readonly SourceName[], speed = 1): Promise<World> {
  // Worlds that are open at once share the network of the page.
  const server = new StagedServer(`far-end-${++count}.test`);
  const { stage, urls } = server;
  const leave = await playOnNetwork(
    stage,
    sources.map((source) => urls[source]),
  );
  const { runtime, page, errors } = pageRuntime({
    fetch: server.noting((input, init) => fetch(input, init)),
  });
  stage.play();

  return {
    runtime,
    page,
    get errors() {
      return [...errors, ...stage.errors];
    },
    urls,
    scaled: (ms) => ms / speed,
    ...farEnd(server),
    ...realTime,
    async play(stream, latency) {
      stage.pause();
      stage.speed = speed;
      server.load(stream, latency, speed);
      void begun(stage).then(() => stage.play());
    },
    async noticed() {
      await new Promise((resolve) => stage.onAdvance(() => resolve(undefined)));
      return server.noticed;
    },
    async end() {
      leave();
      stage.dispose();
    },
  };
}

/** Resolves when the page has asked for something. */
function begun({ log }: Stage): Promise<void> {
  return realTime.until(
    () => log.entries.some(({ kind }) => kind === 'connect'),
    () => 'The page asks for nothing.',
  );
}

/**
 * Tells msw's service worker that this page needs it no more: with nobody to serve it leaves the
 * requests of the next page alone. It hears of pages that are left, but not of frames.
 */
export async function leaveNetwork(): Promise<void> {
  const { controller } = navigator.serviceWorker;
  if (!controller) return;
  // A frame that is removed before it was heard does not count.
  const heard = new Promise<void>((resolve) => {
    navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent) => {
      if ((data as { type: string }).type === 'KEEPALIVE_RESPONSE') resolve();
    });
  });
  controller.postMessage('CLIENT_CLOSED');
  controller.postMessage('KEEPALIVE_REQUEST');
  await heard;
}
