import { expect, test } from 'vitest';
import { sseScene } from './sse-scene.js';
import { every, NOTHING_LEFT, outcome } from './websocket-scene.js';

test('named handlers added before connect() hear their events, before and after a reconnect', async () => {
  const { stage, client, server, say } = sseScene({ reconnectDelay: every(1000) });
  const heard: unknown[] = [];
  client.on('tick', (payload) => heard.push(payload));
  void client.connect();
  await stage.advance(0);
  say({ event: 'tick', data: 1 });
  await stage.advance(0);
  server().drop();
  await stage.advance(1000);
  say({ event: 'tick', data: 2 });
  await stage.advance(0);
  expect(heard).toEqual([1, 2]);
});

test('says that it is not connected during every retry, and tells of one outage once', async () => {
  const scenery = sseScene({ reconnectDelay: every(1000) });
  const { stage, client, told } = scenery;
  void client.connect();
  await stage.advance(0);
  scenery.answer = (connection) => connection.refuse();
  scenery.server().drop();
  const connected: boolean[] = [];
  for (let second = 0; second < 4; second++) {
    await stage.advance(1000);
    connected.push(client.isConnected());
  }
  expect(connected).toEqual([false, false, false, false]);
  expect(told.filter((line) => line.startsWith('disconnected'))).toHaveLength(1);
  expect(client.connection).toMatchObject({ state: 'waiting', attempt: 5 });
});

test('disconnect() cancels a pending reconnect', async () => {
  const { stage, client, server, servers } = sseScene();
  void client.connect();
  await stage.advance(0);
  server().drop();
  await stage.advance(0);
  expect(client.state).toBe('waiting');
  client.disconnect();
  expect(client.state).toBe('closed');
  expect(stage.pending).toEqual(NOTHING_LEFT);
  await stage.advance(600_000);
  expect(servers).toHaveLength(1);
});

test('disconnect() while connecting takes the request back', async () => {
  const scenery = sseScene();
  const { stage, client, servers } = scenery;
  scenery.answer = () => {};
  const opened = outcome(client.connect());
  await stage.advance(500);
  client.disconnect();
  await stage.advance(0);
  expect([client.state, opened.now, servers[0]?.state]).toEqual(['closed', 'closed', 'closed']);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('connecting twice makes one stream', async () => {
  const { stage, client, servers } = sseScene();
  const opened = [outcome(client.connect()), outcome(client.connect())];
  client.retain();
  await stage.advance(0);
  await client.connect();
  expect(servers).toHaveLength(1);
  expect(opened.map(({ now }) => now)).toEqual(['resolved', 'resolved']);
});

test('backs off while the server stays away', async () => {
  const scenery = sseScene({ reconnectDelay: 1000, maxReconnectDelay: 8000 });
  const { stage, client, servers } = scenery;
  scenery.answer = (connection) => connection.refuse(503);
  const asked: number[] = [];
  stage.onAdvance(() => asked.length < servers.length && asked.push(stage.now));
  void client.connect().catch(() => {});
  for (let tenth = 0; tenth < 1200; tenth++) await stage.advance(100);
  const gaps = asked.slice(1).map((at, index) => at - asked[index]!);
  expect(Math.max(...gaps.slice(0, 3))).toBeLessThanOrEqual(3100);
  expect(Math.min(...gaps.slice(9))).toBeGreaterThanOrEqual(7800);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(8100);
});

test.each(['connected', 'disconnected', 'error', 'reconnect-failed', '*'])(
  'an event called %s reaches only the handlers of everything, once',
  async (event) => {
    const { stage, client, heard, say } = sseScene();
    void client.connect();
    await stage.advance(0);
    const fooled: unknown[] = [];
    if (event !== '*') client.on(event as 'connected', () => fooled.push('lifecycle'));
    say({ event, data: { code: 1000, error: 'forged' } });
    await stage.advance(0);
    expect(heard).toHaveLength(1);
    expect(fooled).toEqual([]);
    expect(client.isConnected()).toBe(true);
  },
);
