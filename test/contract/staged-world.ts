import { farEnd, StagedServer } from './staged-server.js';
import { LONGEST_WAIT, type World } from './world.js';

/** How far time moves between two looks, in ms. */
const STEP = 5;
/** Canned streams have long silences, and nobody acts within them. */
const STREAM_STEP = 100;
const LONGEST_STREAM = 120_000;

/** Makes a world of virtual time. */
export function stagedWorld(): World {
  const server = new StagedServer();
  const { stage, urls } = server;
  let patience = LONGEST_WAIT;
  let step = STEP;

  return {
    runtime: { ...stage.runtime, fetch: server.noting(stage.runtime.fetch) },
    page: stage.page,
    errors: stage.errors,
    urls,
    scaled: (ms) => ms,
    ...farEnd(server),
    async play(stream, latency) {
      patience = LONGEST_STREAM;
      step = STREAM_STEP;
      server.load(stream, latency);
    },
    pass: (ms) => stage.advance(ms),
    async until(done, missing) {
      const end = stage.now + patience;
      while (!done() && stage.now < end) await stage.advance(step);
      if (!done()) throw new Error(missing());
    },
    async noticed() {
      await stage.advance(STEP);
      return server.noticed;
    },
    end: async () => stage.dispose(),
  };
}
