import { expect, test } from 'vitest';
import { LastValue } from '../../src/core/last-value.js';
import type { WebSocketClientOptions } from '../../src/transports/websocket-options.js';
import { every, NOTHING_LEFT, scene } from '../transports/websocket-scene.js';

test('what is given while one waits is kept back, and only the newest follows', async () => {
  const { stage, last, follow, arrived } = setUp();
  follow();
  await stage.advance(0);
  const { server } = await drop(stage, arrived);
  for (const value of ['a', 'b', 'c']) last.give(value);
  expect([last.state, server.client.connection.unsent]).toEqual(['unsent', 1]);
  server.answer = 'accept';
  await stage.advanceTo(1500);
  expect(arrived.values()).toEqual(['a']);
  await stage.advance(299);
  expect(arrived.values()).toEqual(['a']);
  await stage.advance(1);
  expect([arrived.values(), last.state]).toEqual([['a', 'c'], 'sent']);
});

test('what was on its way when the connection died is sent again by the next one', async () => {
  const { stage, last, follow, arrived } = setUp();
  follow();
  await stage.advance(0);
  const { server } = arrived;
  last.give('a');
  server.server().drop();
  await stage.advance(10);
  expect(last.state).toBe('unsent');
  await stage.advance(1000);
  expect([arrived.values().at(-1), last.state]).toEqual(['a', 'sent']);
});

test('a source without an outbox gets the value when it is back', async () => {
  const { stage, last, follow, arrived } = setUp({ queue: false });
  follow();
  last.give('a');
  expect(last.state).toBe('unsent');
  await stage.advance(0);
  expect([arrived.values(), last.state]).toEqual([['a'], 'sent']);
});

test('what was given before there was a source goes to the first one', async () => {
  const { stage, last, follow, arrived } = setUp();
  last.give('a');
  last.give('b');
  expect(last.state).toBe('unsent');
  follow();
  await stage.advance(0);
  expect(arrived.values()).toEqual(['b']);
});

test('a source is held until its outbox has let the value go', async () => {
  const { stage, last, follow, arrived } = setUp();
  const { server } = arrived;
  server.answer = 'refuse';
  const stop = follow();
  last.give('a');
  last.give('b');
  stop();
  await stage.advance(500);
  expect(server.client.connection.unsent).toBe(2);
  server.answer = 'accept';
  await stage.advance(1000);
  expect(arrived.values()).toEqual(['a', 'b']);
  await stage.advance(100);
  expect([server.client.state, stage.pending]).toEqual(['closed', NOTHING_LEFT]);
});

test('a source is let go at once when nothing waits, and when what waits is too old', async () => {
  const { stage, last, follow, arrived } = setUp({ queue: { maxAge: 5000 } });
  const { server } = arrived;
  follow()();
  await stage.advance(0);
  expect(server.client.state).toBe('closed');
  server.answer = 'refuse';
  const stop = follow();
  last.give('a');
  stop();
  await stage.advance(4999);
  expect(server.client.state).not.toBe('closed');
  await stage.advance(1);
  expect([server.client.state, last.state]).toEqual(['closed', 'failed']);
});

test('why nothing can be sent at all is told once, and again for another source', () => {
  const { last, follow, arrived, errors } = setUp();
  arrived.server.client.send = () => {
    throw new Error('one way');
  };
  const stop = follow();
  last.give('a');
  last.give('b');
  expect([errors, last.state]).toEqual([['one way'], 'failed']);
  stop();
  follow();
  last.give('c');
  expect(errors).toEqual(['one way', 'one way']);
});

function setUp(options: WebSocketClientOptions = {}) {
  const server = scene({ reconnectDelay: every(1000), maxReconnectAttempts: Infinity, ...options });
  const errors: string[] = [];
  const last = new LastValue<string>({
    clock: () => server.stage.runtime.clock,
    interval: () => 300,
    send: (source, value) => source.send('note', { value }),
    onChange: () => undefined,
    onError: (error) => errors.push((error as Error).message),
  });
  const values = () => server.received.map(({ payload }) => (payload as { value: string }).value);
  const follow = () => last.follow(server.client);
  return { stage: server.stage, last, errors, follow, arrived: { server, values } };
}

/** Loses the connection at 500 ms, for good until somebody says otherwise. */
async function drop(stage: { advanceTo(ms: number): Promise<void> }, arrived: Arrived) {
  await stage.advanceTo(500);
  arrived.server.answer = 'refuse';
  arrived.server.server().drop();
  await stage.advanceTo(1000);
  return arrived;
}

type Arrived = ReturnType<typeof setUp>['arrived'];
