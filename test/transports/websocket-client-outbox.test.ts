import { expect, test } from 'vitest';
import { every, NOTHING_LEFT, scene } from './websocket-scene.js';

const retry = { reconnectDelay: every(1000) };

test('keeps messages until there is a connection, in their order, each with an id', async () => {
  const { stage, client, received } = scene();
  const unsent: number[] = [];
  client.addEventListener('outboxchange', () => unsent.push(client.connection.unsent));
  const sent = ['a', 'b', 'c'].map((type) => client.send(type, { type }));
  expect(sent.map(({ fate }) => fate)).toEqual(['queued', 'queued', 'queued']);
  await Promise.all([client.connect(), stage.advance(0)]);
  expect(received.map(({ type, id }) => [type, id])).toEqual(
    sent.map(({ type, id }) => [type, id]),
  );
  expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
  expect(unsent).toEqual([1, 2, 3, 0]);
});

test('writes type, payload, timestamp and id on the wire', async () => {
  const { stage, client, received } = scene();
  await Promise.all([client.connect(), stage.advance(500)]);
  const { id } = client.send('note', { text: 'ü' });
  client.send('bare');
  await stage.advance(0);
  const timestamp = stage.runtime.clock.now();
  expect(received[0]).toEqual({ type: 'note', payload: { text: 'ü' }, timestamp, id });
  expect(received[1]).toMatchObject({ type: 'bare', payload: {} });
});

test('a message is delivered when a later ping is answered', async () => {
  const { stage, client } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = client.send('note');
  await stage.advance(29_999);
  expect(sent.fate).toBe('sending');
  await stage.advance(1);
  expect(sent.fate).toBe('delivered');
  await expect(sent.settled).resolves.toBe('delivered');
});

test('the pong of an earlier ping proves nothing', async () => {
  const scenery = scene({ ...retry, heartbeatTimeout: 30_000 });
  const { stage, client, say } = scenery;
  scenery.pongs = false;
  await Promise.all([client.connect(), stage.advance(30_000)]);
  const sent = client.send('note');
  say('pong');
  await stage.advance(30_000);
  expect(sent.fate).toBe('sending');
  say('pong');
  await stage.advance(0);
  expect(sent.fate).toBe('delivered');
});

test('a message that was under way when the connection was lost may not have arrived', async () => {
  const { stage, client, server } = scene(retry);
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = client.send('note');
  const settled = sent.settled;
  server().drop();
  await stage.advance(0);
  expect([sent.fate, sent.error?.code]).toEqual(['failed', 'connection-lost']);
  await expect(settled).resolves.toBe('failed');
});

test('without heartbeats a message counts as delivered once the socket has it', async () => {
  const { stage, client, server } = scene({ ...retry, heartbeatInterval: 0 });
  const early = client.send('early');
  const { settled } = early;
  await Promise.all([client.connect(), stage.advance(0)]);
  const late = client.send('late');
  expect([early.fate, late.fate]).toEqual(['delivered', 'delivered']);
  server().drop();
  await stage.advance(0);
  expect(late.fate).toBe('delivered');
  await expect(settled).resolves.toBe('delivered');
});

test('drops the oldest when the outbox is full, and says so', async () => {
  const { client, told } = scene({ queue: { maxCount: 2 } });
  const sent = ['a', 'b', 'c'].map((type) => client.send(type));
  expect(sent.map(({ fate }) => fate)).toEqual(['failed', 'queued', 'queued']);
  expect(sent[0]!.error?.code).toBe('outbox-full');
  expect(told).toEqual(['error outbox-full@0']);
});

test('drops what waits too long, to the millisecond', async () => {
  const { stage, client, told } = scene({ queue: { maxAge: 5000 } });
  const sent = client.send('note');
  await stage.advance(4999);
  expect([sent.fate, client.connection.unsent]).toEqual(['queued', 1]);
  await stage.advance(1);
  expect([sent.fate, client.connection.unsent]).toEqual(['expired', 0]);
  expect(told).toEqual(['error expired@5000']);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('throws under the policy `reject`', () => {
  const { client } = scene({ queue: { maxCount: 1, policy: 'reject' } });
  client.send('a');
  expect(() => client.send('b')).toThrow(expect.objectContaining({ code: 'outbox-full' }));
});

test('an error handler that sends does not go round in circles', () => {
  const { client } = scene({ queue: { maxCount: 1 } });
  client.on('error', () => client.send('report'));
  client.send('a');
  client.send('b');
  expect(client.connection.unsent).toBe(1);
});

test('without a queue a message fails at once and the error is told', () => {
  const { client, told } = scene({ queue: false });
  const sent = client.send('note');
  expect([sent.fate, sent.error?.code]).toEqual(['failed', 'not-connected']);
  expect(told).toEqual(['error not-connected@0']);
});

test('names the type that JSON cannot hold, and keeps the rest', () => {
  const { client } = scene();
  const circle: { self?: unknown } = {};
  circle.self = circle;
  client.send('good');
  for (const payload of [circle, 1n, { deep: [2n] }]) {
    expect(() => client.send('bad', payload)).toThrow(/"bad"/);
    expect(() => client.send('bad', payload)).toThrow(
      expect.objectContaining({ code: 'unserialisable' }),
    );
  }
  expect(client.connection.unsent).toBe(1);
});

test('disconnect() fails what waits; a lease that ends keeps it', async () => {
  const { stage, client } = scene();
  const kept = client.send('kept');
  client.retain()();
  await stage.advance(0);
  expect(kept.fate).not.toBe('failed');
  client.disconnect();
  const lost = client.send('lost');
  client.disconnect();
  expect([lost.fate, lost.error?.code]).toEqual(['failed', 'closed']);
  await stage.advance(0);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});
