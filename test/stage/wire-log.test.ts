import { expect, test } from 'vitest';
import {
  parseStream,
  Stage,
  type CannedStream,
  type FarEnd,
  type FaultSettings,
} from '../../src/stage.js';

const url = 'wss://stage.test/ws';
const row = { source: 'feed', do: 'message', type: 'row', payload: '{{now}}' } as const;
const scenes: Readonly<Record<string, CannedStream['cues']>> = {
  messages: [
    { ...row, at: 0, seq: '{{n}}', repeat: { times: 30, every: 17 } },
    { at: 100, source: 'feed', do: 'frame', data: 'AP8=', encoding: 'base64' },
  ],
  outage: [
    { ...row, at: 200 },
    { at: 500, source: 'feed', do: 'drop' },
    { at: 500, source: 'feed', do: 'refuse' },
    { at: 1400, source: 'feed', do: 'restore' },
    { ...row, at: 2000 },
    { at: 2500, source: 'feed', do: 'close', code: 1001, reason: 'Server restart' },
    { ...row, at: 4000 },
  ],
  stall: [
    { at: 300, source: 'feed', do: 'stall' },
    { ...row, at: 400 },
    { at: 900, source: 'feed', do: 'restore' },
  ],
  'page and clock': [
    { at: 100, source: 'page', do: 'hide' },
    { at: 200, source: 'clock', do: 'jump', by: 5000 },
    { ...row, at: 300 },
    { at: 400, source: 'page', do: 'show' },
  ],
  answers: [{ at: 0, source: 'feed', do: 'reply', to: 'hello', type: 'welcome' }],
};
const networks: Readonly<Record<string, FaultSettings>> = {
  perfect: {},
  slow: { latency: 25 },
  broken: { latency: 10, loss: 0.2, duplicate: 0.2, reorder: 0.2 },
};

for (const [scene, cues] of Object.entries(scenes)) {
  test.each(Object.entries(networks))(
    `a log of "${scene}" replays on a %s network`,
    async (_, faults) => {
      const sources = { feed: { kind: 'websocket', url } } as const;
      const first = new Stage({ stream: { name: 's', sources, cues, faults: { feed: faults } } });
      const seen = await watch(first);
      const replay = first.log.toStream('again');
      expect(seen.length).toBeGreaterThan(1);
      expect(replay.name).toBe('again');
      expect(parseStream(JSON.parse(JSON.stringify(replay)))).toEqual(replay);
      expect(await watch(new Stage({ stream: replay, seed: 99 }))).toEqual(seen);
    },
  );
}

test('a log of far ends that are functions replays', async () => {
  let asked = 0;
  const farEnd: FarEnd = (server) => {
    if (++asked === 2) return server.refuse();
    server.accept();
    server.send('welcome');
    server.onmessage(() => (asked < 3 ? server.drop() : server.close(4001, 'enough')));
  };
  const first = new Stage();
  first.websocket(url, farEnd);
  const seen = await watch(first);
  expect(await watch(new Stage({ stream: first.log.toStream() }))).toEqual(seen);
});

test('a handshake that took its time takes as long in a replay', async () => {
  const first = new Stage();
  const { clock } = first.runtime;
  let asked = 0;
  first.websocket(url, (server) => {
    const refused = ++asked === 1;
    clock.setTimeout(() => (refused ? server.refuse() : server.accept()), 300);
  });
  const seen = await watch(first);
  expect(seen).toEqual(['300 error', '300 close 1006  false', '1600 open']);
  expect(await watch(new Stage({ stream: first.log.toStream() }))).toEqual(seen);
});

test('two connections of one source keep their own frames in a replay', async () => {
  const first = new Stage();
  first.websocket(url, (server) => {
    server.accept();
    server.send(`for ${server.number}`);
  });
  const seen = await Promise.all([watch(first), watch(first)]);
  expect(seen[0]).toContain('0 message for 1');
  const again = new Stage({ stream: first.log.toStream() });
  expect(await Promise.all([watch(again), watch(again)])).toEqual(seen);
});

test('logs both ways with virtual time', async () => {
  const stage = new Stage();
  stage.websocket(url, (server) => {
    server.accept();
    server.onmessage(() => server.send(new Uint8Array([255])));
  });
  const socket = new stage.runtime.WebSocket(url);
  await stage.advance(5);
  socket.send('hello');
  await stage.advance(5);
  socket.close(1000, 'done');
  await stage.advance(0);
  const common = { source: url, connection: 1 };
  expect([...stage.log]).toEqual([
    { ...common, at: 0, direction: 'out', kind: 'connect', data: url },
    { ...common, at: 0, direction: 'in', kind: 'open' },
    { ...common, at: 5, direction: 'out', kind: 'frame', data: 'hello' },
    { ...common, at: 5, direction: 'in', kind: 'frame', data: '/w==', encoding: 'base64' },
    { ...common, at: 10, direction: 'out', kind: 'closing', code: 1000, reason: 'done' },
    {
      ...common,
      at: 10,
      direction: '-',
      kind: 'close',
      code: 1000,
      reason: 'done',
      wasClean: true,
    },
  ]);
  stage.log.clear();
  expect(stage.log.entries).toEqual([]);
});

/** Connects, says hello, reconnects a second after each loss, and notes all it sees. */
async function watch(stage: Stage): Promise<string[]> {
  const seen: string[] = [];
  const { clock, WebSocket, page } = stage.runtime;
  const note = (text: string): void => void seen.push(`${stage.now} ${text}`);
  const connect = (): void => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      note('open');
      clock.setTimeout(() => socket.send('{"type":"hello"}'), 250);
    };
    socket.onmessage = ({ data }) => note(`message ${String(data)}`);
    socket.onerror = () => note('error');
    socket.onclose = ({ code, reason, wasClean }) => {
      note(`close ${code} ${reason} ${wasClean}`);
      clock.setTimeout(connect, 1000);
    };
  };
  page.on('visibilitychange', () => note(`hidden ${page.hidden} ${clock.now()}`));
  connect();
  await stage.advance(6000);
  return seen;
}
