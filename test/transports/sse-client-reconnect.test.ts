import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import { sseScene } from './sse-scene.js';
import { every, outcome } from './websocket-scene.js';

test('tells every turn of an outage once and in order', async () => {
  const scenery = sseScene({ reconnectDelay: every(1000) });
  const { stage, client, server, told } = scenery;
  void client.connect();
  await stage.advance(10);
  server().drop();
  await stage.advance(0);
  scenery.answer = (connection) => connection.refuse();
  await stage.advance(1000);
  scenery.answer = (connection) => connection.open();
  await stage.advance(1000);
  expect(told).toEqual([
    ...['connecting@0', 'open@0', 'connected@0'],
    ...['waiting@10', 'disconnected 1006 Connection lost@10'],
    ...['connecting@1010', 'waiting@1010', 'error connection-failed@1010'],
    ...['connecting@2010', 'open@2010', 'connected@2010'],
  ]);
});

test('comes back after a stream that the server has ended', async () => {
  const { stage, client, server, told, servers } = sseScene({ reconnectDelay: every(500) });
  void client.connect();
  await stage.advance(0);
  server().close();
  await stage.advance(500);
  expect(told.slice(3, 5)).toEqual(['waiting@0', 'disconnected 1006 Stream ended@0']);
  expect(servers).toHaveLength(2);
});

test('waits for the server’s retry, and spreads the herd behind it', async () => {
  const { stage, client, server, say } = sseScene({ reconnectDelay: 3000 });
  void client.connect();
  await stage.advance(0);
  say({ retry: 200 });
  await stage.advance(0);
  server().drop();
  await stage.advance(0);
  const delay = client.connection.retryAt! - stage.runtime.clock.now();
  expect(delay).toBeGreaterThanOrEqual(200);
  expect(delay).toBeLessThanOrEqual(400);
});

test('the server’s retry is the least that a schedule can say', async () => {
  const { stage, client, server, say, servers } = sseScene({ reconnectDelay: every(100) });
  void client.connect();
  await stage.advance(0);
  say({ retry: 700 });
  await stage.advance(0);
  server().drop();
  await stage.advance(699);
  expect(servers).toHaveLength(1);
  await stage.advance(1);
  expect(servers).toHaveLength(2);
});

test.each([
  ['seconds', () => '90'],
  ['a date', () => new Date(Date.UTC(2026, 0, 15, 9, 1, 30)).toUTCString()],
])('waits as long as Retry-After says in %s, once', async (_, value) => {
  const scenery = sseScene({ reconnectDelay: every(1000) });
  const { stage, client, servers } = scenery;
  scenery.answer = (connection) => connection.refuse(503, { 'Retry-After': value() });
  void client.connect();
  await stage.advance(89_999);
  expect(servers).toHaveLength(1);
  scenery.answer = (connection) => connection.refuse(503);
  await stage.advance(1);
  expect(servers).toHaveLength(2);
  await stage.advance(1000);
  expect(servers).toHaveLength(3);
});

test('whoever wakes up waits for Retry-After all the same, unless somebody asks', async () => {
  const scenery = sseScene({ reconnectDelay: every(1000) });
  const { stage, client, servers } = scenery;
  scenery.answer = (connection) => connection.refuse(429, { 'Retry-After': '60' });
  void client.connect();
  await stage.advance(5000);
  stage.page.goOffline();
  stage.page.goOnline();
  await stage.advance(54_999);
  expect([servers.length, client.state]).toEqual([1, 'waiting']);
  client.retry();
  await stage.advance(0);
  expect(servers).toHaveLength(2);
});

test('a wake-up tries at once when the server has not said otherwise', async () => {
  const { stage, client, server, servers } = sseScene({ reconnectDelay: every(60_000) });
  void client.connect();
  await stage.advance(2000);
  server().drop();
  await stage.advance(0);
  stage.page.pageshow();
  await stage.advance(0);
  expect(servers).toHaveLength(2);
});

test('a Retry-After that makes no sense changes nothing', async () => {
  const scenery = sseScene({ reconnectDelay: every(1000) });
  scenery.answer = (connection) => connection.refuse(503, { 'Retry-After': 'soon' });
  void scenery.client.connect();
  await scenery.stage.advance(1000);
  expect(scenery.servers).toHaveLength(2);
});

test('gives up after the attempts it was allowed', async () => {
  const options = { reconnectDelay: every(100), maxReconnectAttempts: 2 };
  const scenery = sseScene(options);
  scenery.answer = (connection) => connection.refuse();
  const opened = outcome(scenery.client.connect());
  await scenery.stage.advance(1000);
  expect(scenery.servers).toHaveLength(3);
  expect(scenery.told.slice(-3)).toEqual([
    ...['failed@200', 'error connection-failed@200', 'reconnect-failed@200'],
  ]);
  expect(opened.now).toBe('connection-failed');
});

test('an attempt that nobody answers ends after the timeout', async () => {
  const scenery = sseScene({ reconnectDelay: every(60_000), connectionTimeout: 4000 });
  scenery.answer = () => {};
  const opened = outcome(scenery.client.connect());
  await scenery.stage.advance(3999);
  expect(opened.now).toBe('pending');
  await scenery.stage.advance(1);
  expect([opened.now, scenery.client.state]).toEqual(['connection-timeout', 'waiting']);
  expect(scenery.stage.pending.sockets).toBe(0);
});

test('a server that wishes for no delay at all meets no herd', async () => {
  const delays = await Promise.all(
    Array.from({ length: 20 }, async (_, seed) => {
      const scenery = sseScene({}, new Stage({ seed }));
      const { stage, client, server, say } = scenery;
      void client.connect();
      await stage.advance(0);
      say({ retry: 0 });
      await stage.advance(0);
      server().drop();
      await stage.advance(0);
      return client.connection.retryAt! - stage.runtime.clock.now();
    }),
  );
  expect(Math.max(...delays)).toBeGreaterThan(50);
  expect(Math.max(...delays)).toBeLessThanOrEqual(100);
});
