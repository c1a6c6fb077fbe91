import { expect, test } from 'vitest';
import type { Runtime } from '../../src/core/runtime.js';
import { durableScene } from './durable-scene.js';
import { NOTHING_LEFT } from './websocket-scene.js';

const ack = { ack: true } as const;

test('a store that is refused is told of once, and messages wait in memory', async () => {
  const scene = durableScene();
  const { stage } = scene;
  stage.stores.refuse();
  scene.answer = 'refuse';
  const { client, errors } = scene.page();
  for (const type of ['a', 'b']) client.send(type, {}, ack);
  await stage.advance(0);
  expect([errors, client.connection.unsent]).toEqual([['outbox-not-kept'], 2]);
  scene.answer = 'accept';
  await stage.advance(1000);
  expect([scene.read, errors.length]).toEqual([['a', 'b'], 1]);
  client.disconnect();
  await stage.advance(0);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('says what happened, what becomes of messages, and which outbox it is', async () => {
  const scene = durableScene();
  scene.stage.stores.refuse();
  const { client } = scene.page();
  const messages: string[] = [];
  client.on('error', ({ error }) => messages.push(error.message));
  await scene.stage.advance(0);
  expect(messages).toEqual([
    'Failed to keep the outbox "orders": Outbox not kept (The store is refused.). ' +
      'Messages wait in memory, and are lost with the page.',
  ]);
});

test('a store that does not answer holds messages up for three seconds', async () => {
  const scene = durableScene();
  const { stage } = scene;
  stage.stores.hang();
  const { client, errors } = scene.page();
  client.send('a', {}, ack);
  await stage.advance(2999);
  expect([scene.read, errors]).toEqual([[], []]);
  await stage.advance(1);
  expect([scene.read, errors]).toEqual([['a'], ['outbox-not-kept']]);
  await stage.advance(60_000);
  expect(client.connection.unsent).toBe(0);
});

test('what a slow store gives late is sent all the same', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const before = scene.page();
  before.client.send('old', {}, ack);
  await stage.advance(0);
  before.tab.crash();
  scene.answer = 'accept';
  stage.stores.latency = 2000;
  const { errors } = scene.page();
  await stage.advance(60_000);
  expect([scene.read, errors, scene.stored()]).toEqual([['old'], ['outbox-not-kept'], []]);
});

test('what does not fit into the quota waits in memory; the rest is kept', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const { client, errors } = scene.page();
  client.send('a', {}, ack);
  await stage.advance(0);
  stage.stores.quota = 400;
  client.send('big', { text: 'x'.repeat(400) }, ack);
  await stage.advance(0);
  expect([scene.stored(), errors]).toEqual([['a'], ['outbox-not-kept']]);
  stage.stores.quota = 600;
  client.send('c', {}, ack);
  await stage.advance(0);
  expect([scene.stored(), client.connection.unsent]).toEqual([['a', 'c'], 3]);
  scene.answer = 'accept';
  await stage.advance(1000);
  expect([scene.read, scene.stored(), errors.length]).toEqual([['a', 'big', 'c'], [], 1]);
});

test('a store that is deleted meanwhile is written anew', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const before = scene.page();
  before.client.send('a', {}, ack);
  await stage.advance(0);
  stage.stores.delete('orders');
  expect(scene.stored()).toEqual([]);
  before.client.send('b', {}, ack);
  await stage.advance(0);
  expect([scene.stored(), before.errors]).toEqual([['a', 'b'], []]);
  before.tab.crash();
  scene.answer = 'accept';
  scene.page();
  await stage.advance(0);
  expect(scene.read).toEqual(['a', 'b']);
});

test('works again when the store does', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  stage.stores.refuse();
  const { client, errors } = scene.page();
  client.send('a', {}, ack);
  await stage.advance(0);
  stage.stores.restore();
  client.send('b', {}, ack);
  await stage.advance(0);
  stage.stores.refuse();
  client.send('c', {}, ack);
  await stage.advance(0);
  expect([scene.stored().at(-1), errors]).toEqual(['b', ['outbox-not-kept', 'outbox-not-kept']]);
});

test('what is no message is thrown out with an event, and harms nothing else', async () => {
  const scene = durableScene();
  const { stage } = scene;
  const good = {
    ...{ id: '1', type: 'a', frame: '{"type":"a","id":"1"}', ack: true, since: 0, owner: 'gone' },
  };
  const bad = [
    undefined,
    null,
    'text',
    7,
    [],
    { ...good, frame: 'no JSON' },
    { ...good, frame: 'null' },
    { ...good, frame: '{"type":"b","id":"1"}' },
    { ...good, frame: '{"type":"a","id":"2"}' },
    { ...good, frame: JSON.stringify({ type: 'a', id: '1', payload: 'x'.repeat(300_000) }) },
    { ...good, since: NaN },
    { ...good, since: '0' },
    { ...good, owner: null },
    { ...good, id: '' },
    { ...good, type: {} },
  ];
  for (const value of bad) stage.stores.plant('orders', value);
  const since = stage.runtime.clock.now() + 1e12;
  for (const copy of [good, good]) stage.stores.plant('orders', { ...copy, since });
  const { errors } = scene.page();
  await stage.advance(0);
  expect([scene.read, scene.stored()]).toEqual([['a'], []]);
  expect(errors).toEqual(bad.map(() => 'unreadable-record'));
});

test.each([undefined, { request: () => Promise.reject(new Error('sandboxed')) }])(
  'without Web Locks nothing is kept, because two tabs might send it',
  async (locks) => {
    const scene = durableScene();
    const { stage } = scene;
    scene.answer = 'refuse';
    const runtime = { ...stage.runtime, locks } as unknown as Runtime;
    const { client, errors } = scene.page({}, { runtime });
    client.send('a', {}, ack);
    await stage.advance(0);
    expect([errors, scene.stored()]).toEqual([['outbox-not-kept'], []]);
    scene.answer = 'accept';
    await stage.advance(1000);
    expect(scene.read).toEqual(['a']);
  },
);
