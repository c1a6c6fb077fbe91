import { expect, test } from 'vitest';
import { durableScene } from './durable-scene.js';

const ack = { ack: true } as const;

test('what waits when a page goes is sent by the next one, in order and under its ids', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const before = scene.page();
  const ids = ['a', 'b', 'c'].map((type) => before.client.send(type, {}, ack).id);
  await stage.advance(0);
  before.tab.crash();
  expect(scene.stored()).toEqual(['a', 'b', 'c']);
  const after = scene.page();
  const unsent: number[] = [];
  after.client.addEventListener('outboxchange', () => unsent.push(after.client.connection.unsent));
  await stage.advance(0);
  expect([unsent, stage.stores.values('orders')]).toEqual([
    [3],
    ids.map((id) => expect.objectContaining({ id }) as unknown),
  ]);
  after.client.send('d', {}, ack);
  scene.answer = 'accept';
  await stage.advance(1000);
  expect([scene.read, scene.stored(), unsent]).toEqual([['a', 'b', 'c', 'd'], [], [3, 4, 0]]);
  expect(after.errors).toEqual([]);
});

test('what is sent before the past is read goes after it', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const before = scene.page();
  before.client.send('old', {}, ack);
  await stage.advance(0);
  before.tab.crash();
  scene.answer = 'accept';
  stage.stores.latency = 100;
  const after = scene.page();
  after.client.send('new', {}, ack);
  await stage.advance(199);
  expect([after.client.state, scene.read]).toEqual(['open', []]);
  await stage.advance(1000);
  expect([scene.read, scene.stored()]).toEqual([['old', 'new'], []]);
});

test('a message that was read and not acknowledged when the page went is sent again', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.acks = undefined;
  const before = scene.page();
  await stage.advance(0);
  const sent = before.client.send('a', {}, ack);
  await stage.advance(0);
  expect([scene.read, sent.fate]).toEqual([['a'], 'sending']);
  before.tab.crash();
  scene.acks = 0;
  scene.page();
  await stage.advance(0);
  expect([scene.read, scene.taken, scene.stored()]).toEqual([['a', 'a again'], ['a'], []]);
});

test('one that had waited stays in the store until it is acknowledged', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  scene.acks = undefined;
  const before = scene.page();
  before.client.send('a', {}, ack);
  await stage.advance(0);
  scene.answer = 'accept';
  await stage.advance(1000);
  expect([before.client.connection.unsent, scene.read, scene.stored()]).toEqual([0, ['a'], ['a']]);
  before.tab.crash();
  scene.acks = 0;
  scene.page();
  await stage.advance(0);
  expect([scene.read, scene.stored()]).toEqual([['a', 'a again'], []]);
});

test('one that was acknowledged and not yet struck out is sent again, and known', async () => {
  const scene = durableScene();
  const { stage } = scene;
  const before = scene.page();
  await stage.advance(0);
  const sent = before.client.send('a', {}, ack);
  scene.acks = 10;
  stage.stores.latency = 5;
  await stage.advance(12);
  expect([sent.fate, scene.stored()]).toEqual(['delivered', ['a']]);
  before.tab.crash();
  scene.page();
  await stage.advance(100);
  expect([scene.taken, scene.stored()]).toEqual([['a'], []]);
});

test('one that was not yet written down when the page went is lost with it', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const before = scene.page();
  await stage.advance(0);
  stage.stores.latency = 10;
  before.client.send('a', {}, ack);
  await stage.advance(9);
  before.tab.crash();
  await stage.advance(100);
  expect(scene.stored()).toEqual([]);
});

test('without `ack` a message is struck out when a socket has it', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const { client } = scene.page();
  const sent = client.send('a');
  await stage.advance(0);
  expect(scene.stored()).toEqual(['a']);
  scene.answer = 'accept';
  await stage.advance(1000);
  expect([scene.read, scene.stored(), sent.fate]).toEqual([['a'], [], 'sending']);
  client.send('b');
  await stage.advance(0);
  expect([scene.read, scene.stored()]).toEqual([['a', 'b'], []]);
});

test('what is to be acknowledged is not overtaken while the store is slow to open', async () => {
  const scene = durableScene();
  scene.stage.stores.latency = 400;
  const { client } = scene.page();
  client.send('first', {}, { ack: true });
  await scene.stage.advance(100);
  expect(client.state).toBe('open');
  client.send('second', {});
  await scene.stage.advance(5000);
  expect(scene.read).toEqual(['first', 'second']);
});
