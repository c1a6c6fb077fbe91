import { Stage, type Action, type StagedServerConnection } from '../../src/stage.js';
import { LONGEST_WAIT, type World } from './world.js';

const URL_ON_STAGE = 'wss://stage.test/ws';
/** How far time moves between two looks, in ms. */
const STEP = 5;
/** Canned streams have long silences, and nobody acts within them. */
const STREAM_STEP = 100;
const LONGEST_STREAM = 60_000;

/** Makes a world of virtual time. */
export function stagedWorld(): World {
  const stage = new Stage();
  const noticed: string[] = [];
  let protocol: string | undefined;
  let hangs = false;
  let patience = LONGEST_WAIT;
  let step = STEP;
  const farEnd = (server: StagedServerConnection): void => {
    noticed.push(`request:${requestOf(server)}`);
    if (hangs) return;
    server.onmessage((data) => {
      if (typeof data !== 'string') return;
      noticed.push(`text:${data}`);
      if (data.includes('"type":"ping"')) server.send('{"type":"pong"}');
    });
    server.accept(protocol === undefined ? {} : { protocol });
  };
  stage.websocket(URL_ON_STAGE, farEnd);
  const act = async (action: Action): Promise<void> => stage.cue(URL_ON_STAGE, action);

  return {
    runtime: stage.runtime,
    errors: stage.errors,
    url: URL_ON_STAGE,
    scaled: (ms) => ms,
    act,
    async play(stream, latency) {
      patience = LONGEST_STREAM;
      step = STREAM_STEP;
      stage.load({ ...stream, faults: { feed: { latency } } });
    },
    choose: async (chosen) => void (protocol = chosen),
    hang: async () => void (hangs = true),
    // To a page these are all the same.
    sever: () => act({ do: 'drop' }),
    refuse: () => act({ do: 'refuse' }),
    async kill() {
      await act({ do: 'refuse' });
      await act({ do: 'drop' });
    },
    start: () => act({ do: 'restore' }),
    focus: () => stage.page.focus(),
    async until(done, missing) {
      const end = stage.now + patience;
      while (!done() && stage.now < end) await stage.advance(step);
      if (!done()) throw new Error(missing());
    },
    async noticed() {
      await stage.advance(STEP);
      return noticed;
    },
    async end() {
      stage.dispose();
    },
  };
}

function requestOf({ url, protocols }: StagedServerConnection): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search} ${protocols.join(',')}`.trimEnd();
}
