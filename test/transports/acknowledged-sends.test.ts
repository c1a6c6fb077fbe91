import { expect, expectTypeOf, test } from 'vitest';
import type { AcknowledgedMessage } from '../../src/core/sent-message.js';
import { every, NOTHING_LEFT, outcome, scene } from './websocket-scene.js';

const retry = { reconnectDelay: every(1000) };
const ack = { ack: true } as const;

test('resolves with what the server says when it has read the message', async () => {
  const { stage, client, received, say } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = client.send('order', { tea: 1 }, ack);
  expectTypeOf(sent).toEqualTypeOf<AcknowledgedMessage>();
  await stage.advance(5000);
  expect([sent.fate, client.connection.unsent]).toEqual(['sending', 0]);
  say('ack', { id: received[0]!.id, number: 42 });
  await stage.advance(0);
  expect(sent.fate).toBe('delivered');
  expect(await sent).toEqual({ id: sent.id, number: 42 });
  await stage.advance(20_000);
  expect(received).toHaveLength(1);
});

test('a message without `ack` is no promise, and awaiting it gives the message', async () => {
  const { client } = scene();
  const sent = client.send('note');
  expect('then' in sent).toBe(false);
  expect(await Promise.resolve(sent)).toBe(sent);
});

test('a pong proves nothing of a message that is to be acknowledged', async () => {
  const { stage, client } = scene({ ackTimeout: 0 });
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = client.send('order', {}, ack);
  await stage.advance(120_000);
  expect(sent.fate).toBe('sending');
});

test('others on the same connection are followed by pongs, as ever', async () => {
  const { stage, client } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  const note = client.send('note');
  const order = client.send('order', {}, ack);
  const settled = note.settled;
  await stage.advance(30_000);
  expect([await settled, order.fate]).toEqual(['delivered', 'sending']);
});

test('what was not acknowledged is sent again after a reconnect, in order, under its id', async () => {
  const { stage, client, server, received, say } = scene(retry);
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = ['a', 'b', 'c'].map((type) => client.send(type, {}, ack));
  await stage.advance(0);
  say('ack', { id: sent[1]!.id });
  await stage.advance(0);
  server().drop();
  await stage.advance(0);
  expect(sent.map(({ fate }) => fate)).toEqual(['queued', 'delivered', 'queued']);
  expect(client.connection.unsent).toBe(2);
  client.send('d', {}, ack);
  await stage.advance(1000);
  expect(received.map(({ type }) => type)).toEqual(['a', 'b', 'c', 'a', 'c', 'd']);
  expect(received[3]!.id).toBe(sent[0]!.id);
  say('ack', { id: sent[0]!.id });
  await stage.advance(0);
  expect(sent[0]!.fate).toBe('delivered');
});

test('what a join needs goes out before what waits, also when it is to be acknowledged', async () => {
  const { stage, client, received } = scene();
  client.on('connected', () => {
    client.send('late', {}, ack);
    client.send('join');
  });
  client.send('early', {}, ack);
  await Promise.all([client.connect(), stage.advance(0)]);
  expect(received.map(({ type }) => type)).toEqual(['join', 'early', 'late']);
});

test('is sent again, and the connection probed, when the acknowledgement is overdue', async () => {
  const { stage, client, received, pings, say } = scene({ ackTimeout: 4000 });
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = client.send('order', {}, ack);
  await stage.advance(3999);
  expect([received.length, pings]).toEqual([1, []]);
  await stage.advance(1);
  expect([received.map(({ id }) => id), pings]).toEqual([[sent.id, sent.id], [4000]]);
  say('ack', { id: sent.id });
  await stage.advance(60_000);
  expect([received.length, sent.fate]).toEqual([2, 'delivered']);
});

test('gives up after so many tries, and says why', async () => {
  const { stage, client, received, told } = scene({ ackTimeout: 1000, ackRetries: 2 });
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = client.send('order', {}, ack);
  await stage.advance(2999);
  expect([received.length, sent.fate]).toEqual([3, 'sending']);
  await stage.advance(1);
  expect([received.length, sent.fate]).toEqual([3, 'failed']);
  expect(told.at(-1)).toBe('error unacknowledged@3000');
  await expect(sent).rejects.toThrow(/^Failed to send "order": Unacknowledged\. Have the server/);
});

test('a dead connection is replaced when nothing answers, and does not count as a try', async () => {
  const scenery = scene({ ...retry, ackTimeout: 10_000, ackRetries: 0 });
  const { stage, client, received, say } = scenery;
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = client.send('order', {}, { ack: true });
  scenery.server().drop();
  for (let outages = 0; outages < 3; outages++) {
    await stage.advance(1000);
    scenery.server().drop();
  }
  await stage.advance(1000);
  expect([received.length, sent.fate]).toEqual([4, 'sending']);
  say('ack', { id: sent.id });
  await stage.advance(0);
  expect(sent.fate).toBe('delivered');
});

test('nobody has to await what fails', async () => {
  const unheard: unknown[] = [];
  const listen = (error: unknown): void => void unheard.push(error);
  process.on('unhandledRejection', listen);
  const { stage, client } = scene();
  client.send('order', {}, ack);
  const followed = client.send('order', {}, ack).settled;
  client.disconnect();
  await stage.advance(0);
  await new Promise((done) => setImmediate(done));
  process.off('unhandledRejection', listen);
  expect([unheard, await followed]).toEqual([[], 'failed']);
});

test('an id of one’s own is sent once, whoever asks again', async () => {
  const { stage, client, received, say } = scene(retry);
  const first = client.send('order', { n: 1 }, { ack: true, id: 'mine' });
  expect(client.send('order', { n: 1 }, { ack: true, id: 'mine' })).toBe(first);
  await Promise.all([client.connect(), stage.advance(0)]);
  client.send('order', { n: 1 }, { ack: true, id: 'mine' });
  await stage.advance(0);
  expect(received.map(({ id }) => id)).toEqual(['mine']);
  say('ack', { id: 'mine' });
  await stage.advance(0);
  expect(client.send('order', { n: 1 }, { ack: true, id: 'mine' })).not.toBe(first);
});

test('a full outbox never drops what is under way', async () => {
  const { stage, client } = scene({ ...retry, queue: { maxCount: 2 } });
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = ['a', 'b', 'c'].map((type) => client.send(type, {}, ack));
  expect(sent.map(({ fate }) => fate)).toEqual(['sending', 'sending', 'failed']);
  await expect(sent[2]).rejects.toMatchObject({ code: 'outbox-full' });
});

test('without a queue it fails with the connection that took it', async () => {
  const { stage, client, server } = scene({ ...retry, queue: false });
  const early = outcome(Promise.resolve(client.send('early', {}, ack)));
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = outcome(Promise.resolve(client.send('order', {}, ack)));
  server().drop();
  await stage.advance(0);
  expect([early.now, sent.now]).toEqual(['not-connected', 'connection-lost']);
});

test('gives up everything that is not delivered on demand', async () => {
  const { stage, client } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  const sent = outcome(Promise.resolve(client.send('order', {}, ack)));
  client.discard();
  await stage.advance(0);
  expect(sent.now).toBe('discarded');
  client.disconnect();
  await stage.advance(0);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});
