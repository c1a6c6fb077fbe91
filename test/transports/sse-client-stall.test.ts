import { expect, test } from 'vitest';
import { sseScene } from './sse-scene.js';
import { every } from './websocket-scene.js';

test('silence is death after 45 s, to the ms', async () => {
  const { stage, told, server, servers } = await open();
  server().stall();
  await stage.advance(44_999);
  expect(servers).toHaveLength(1);
  await stage.advance(1);
  expect(told.slice(-2)).toEqual(['waiting@45000', 'disconnected 1006 Stalled@45000']);
  await stage.advance(1000);
  expect(told.at(-1)).toBe('connected@46000');
});

test.each([
  ['a comment', ': \n'],
  ['half a line', 'dat'],
  ['one byte of a letter', Uint8Array.of(0xc3)],
])('%s is life', async (_, piece) => {
  const { stage, client, server } = await open();
  await stage.advance(44_999);
  server().raw(piece);
  await stage.advance(44_999);
  expect(client.state).toBe('open');
  await stage.advance(1);
  expect(client.state).toBe('waiting');
});

test('0 waits for ever', async () => {
  const { stage, client } = await open({ stallTimeout: 0 });
  await stage.advance(86_400_000);
  stage.page.pageshow();
  await stage.advance(0);
  expect(client.state).toBe('open');
});

test.each(['pageshow', 'resume', 'online', 'visible', 'focus'] as const)(
  'a page that wakes up by %s finds out at once that it slept too long',
  async (signal) => {
    const { stage, client, servers } = await open();
    if (signal === 'visible') stage.page.hide();
    if (signal === 'online') stage.page.goOffline();
    // Asleep: the wall clock went on, timers did not.
    stage.cue('clock', { do: 'jump', by: 45_000 });
    if (signal === 'resume') stage.page.freeze();
    if (signal === 'visible') stage.page.show();
    else if (signal === 'online') stage.page.goOnline();
    else stage.page[signal]();
    expect(client.state).toBe('waiting');
    await stage.advance(1000);
    expect([client.state, servers.length]).toEqual(['open', 2]);
  },
);

test('a page that wakes up early keeps its stream, and its deadline', async () => {
  const { stage, client } = await open();
  await stage.advance(20_000);
  stage.page.pageshow();
  expect(client.state).toBe('open');
  await stage.advance(24_999);
  expect(client.state).toBe('open');
  await stage.advance(1);
  expect(client.state).toBe('waiting');
});

test('a jump of the clock is noticed within 5 s without any signal', async () => {
  const { stage, client } = await open();
  await stage.advance(1);
  stage.cue('clock', { do: 'jump', by: 3_600_000 });
  await stage.advance(4999);
  expect(client.state).toBe('waiting');
});

test('a wall clock that goes back delays nothing', async () => {
  const { stage, client } = await open();
  stage.cue('clock', { do: 'jump', by: -3_600_000 });
  await stage.advance(45_000);
  expect(client.state).toBe('waiting');
});

async function open(options: Parameters<typeof sseScene>[0] = {}) {
  const scenery = sseScene({ reconnectDelay: every(1000), ...options });
  void scenery.client.connect();
  await scenery.stage.advance(0);
  return scenery;
}
