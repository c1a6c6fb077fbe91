import { expect, test } from 'vitest';
import { every, NOTHING_LEFT, scene } from './websocket-scene.js';

test('tells what it waits for', async () => {
  const { stage, client, server } = scene({ reconnectDelay: every(3000), maxReconnectAttempts: 4 });
  await Promise.all([client.connect(), stage.advance(100)]);
  server().drop();
  await stage.advance(0);
  expect(client.connection).toEqual({
    state: 'waiting',
    attempt: 1,
    maxAttempts: 4,
    retryAt: stage.runtime.clock.now() + 3000,
    unsent: 0,
  });
});

test('gives up after the last attempt and says so', async () => {
  const scenery = scene({ reconnectDelay: every(1000), maxReconnectAttempts: 2 });
  const { stage, client, server, servers, told } = scenery;
  await Promise.all([client.connect(), stage.advance(0)]);
  scenery.answer = 'refuse';
  server().drop();
  await stage.advance(60_000);
  expect(servers).toHaveLength(3);
  expect(told.slice(-3)).toEqual([
    'failed@2000',
    'error connection-failed@2000',
    'reconnect-failed@2000',
  ]);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  scenery.answer = 'accept';
  await Promise.all([client.connect(), stage.advance(0)]);
  expect(client.connection).toMatchObject({ state: 'open', attempt: 0 });
});

test('never gives up with Infinity', async () => {
  const scenery = scene({ reconnectDelay: every(1000), maxReconnectAttempts: Infinity });
  scenery.answer = 'refuse';
  void scenery.client.connect();
  await scenery.stage.advance(100_500);
  expect(scenery.client.connection).toMatchObject({ state: 'waiting', attempt: 101 });
});

test.each([1000, 1001])('takes the code %i of the server for a goodbye', async (code) => {
  const { stage, client, server, told } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  server().close(code, 'bye');
  await stage.advance(60_000);
  expect(told.slice(-2)).toEqual(['closed@0', `disconnected ${code} bye@0`]);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('asks the policy about every loss', async () => {
  const asked: unknown[] = [];
  const shouldReconnect = (close: { code: number }): boolean => {
    asked.push(close);
    return close.code !== 4001;
  };
  const { stage, client, server } = scene({ shouldReconnect, reconnectDelay: every(100) });
  await Promise.all([client.connect(), stage.advance(0)]);
  server().close(1000);
  await stage.advance(100);
  server().close(4001, 'banned');
  await stage.advance(0);
  expect(asked).toEqual([
    { code: 1000, reason: '' },
    { code: 4001, reason: 'banned' },
  ]);
  expect(client.state).toBe('closed');
});

test('goes on with a default when the policy or the schedule throws or talks nonsense', async () => {
  const schedules = [
    () => NaN,
    () => -1,
    (): number => {
      throw new Error('schedule');
    },
  ];
  for (const reconnectDelay of schedules) {
    const scenery = scene({ reconnectDelay });
    scenery.answer = 'refuse';
    void scenery.client.connect();
    await scenery.stage.advance(0);
    expect(scenery.client.connection.retryAt).toBe(scenery.stage.runtime.clock.now() + 10_000);
  }
});

test.each([
  [4999, 3],
  [5000, 1],
])('open for %i ms, the next attempt is number %i', async (open, attempt) => {
  const scenery = scene({ reconnectDelay: every(1000) });
  const { stage, client, server } = scenery;
  scenery.answer = 'refuse';
  void client.connect();
  await stage.advance(1500);
  scenery.answer = 'accept';
  await stage.advance(500);
  expect(client.connection).toMatchObject({ state: 'open', attempt: 0 });
  await stage.advance(open);
  server().drop();
  await stage.advance(0);
  expect(client.connection).toMatchObject({ state: 'waiting', attempt });
});

test.each(['goOnline', 'pageshow', 'resume', 'show'] as const)(
  'tries at once when the page wakes up: %s',
  async (signal) => {
    const scenery = scene({ reconnectDelay: every(60_000) });
    const { stage, client } = scenery;
    scenery.answer = 'refuse';
    void client.connect();
    await stage.advance(5000);
    if (signal === 'show') stage.page.hide();
    if (signal === 'resume') stage.page.freeze();
    if (signal === 'goOnline') stage.page.goOffline();
    scenery.answer = 'accept';
    stage.page[signal]();
    await stage.advance(0);
    expect(client.connection).toMatchObject({ state: 'open', retryAt: undefined });
    expect(scenery.told.at(-1)).toBe('connected@5000');
  },
);

test('waking up again and again makes no more than one attempt a second', async () => {
  const scenery = scene({ reconnectDelay: every(60_000), maxReconnectAttempts: Infinity });
  const { stage, client, servers } = scenery;
  scenery.answer = 'refuse';
  void client.connect();
  for (let n = 0; n < 50; n++) {
    stage.page.pageshow();
    await stage.advance(100);
  }
  // At 0, 1, 2, 3, 4 and 5 s.
  expect(servers).toHaveLength(6);
});

test('focus alone does not hurry an attempt', async () => {
  const scenery = scene({ reconnectDelay: every(60_000) });
  scenery.answer = 'refuse';
  void scenery.client.connect();
  await scenery.stage.advance(5000);
  scenery.stage.page.focus();
  await scenery.stage.advance(5000);
  expect(scenery.servers).toHaveLength(1);
});
