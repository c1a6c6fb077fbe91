import { expect, test } from 'vitest';
import { durableScene } from './durable-scene.js';

const ack = { ack: true } as const;

test('each tab sends its own, and none sends for the other while that lives', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const [left, right] = [scene.page(), scene.page()];
  left.client.send('l', {}, ack);
  right.client.send('r', {}, ack);
  await stage.advance(0);
  expect([left.client.connection.unsent, right.client.connection.unsent]).toEqual([1, 1]);
  scene.answer = 'accept';
  await stage.advance(120_000);
  expect([scene.read.sort(), scene.stored()]).toEqual([['l', 'r'], []]);
});

test('a third tab leaves alone what the living wait with', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const first = scene.page();
  first.client.send('a', {}, ack);
  await stage.advance(0);
  first.tab.page.freeze();
  scene.answer = 'accept';
  const second = scene.page();
  await stage.advance(120_000);
  expect([second.client.state, scene.read]).toEqual(['open', []]);
  first.tab.page.resume();
  await stage.advance(1000);
  expect([scene.read, scene.stored()]).toEqual([['a'], []]);
});

test('what a tab leaves is taken over within half a minute by one that lives', async () => {
  const scene = durableScene();
  const { stage } = scene;
  const living = scene.page();
  await stage.advance(10_000);
  scene.answer = 'refuse';
  const dying = scene.page();
  for (const type of ['a', 'b']) dying.client.send(type, {}, ack);
  await stage.advance(0);
  dying.tab.crash();
  await stage.advance(19_999);
  expect(scene.read).toEqual([]);
  await stage.advance(1);
  expect([scene.read, scene.stored(), living.errors]).toEqual([['a', 'b'], [], []]);
});

test('of two that would take over only one does', async () => {
  const scene = durableScene();
  const { stage } = scene;
  const [one, two] = [scene.page(), scene.page()];
  await stage.advance(0);
  scene.answer = 'refuse';
  const dying = scene.page();
  for (const type of ['a', 'b', 'c']) dying.client.send(type, {}, ack);
  await stage.advance(0);
  dying.tab.crash();
  stage.stores.latency = 7;
  await stage.advance(60_000);
  expect([scene.read, scene.stored()]).toEqual([['a', 'b', 'c'], []]);
  expect([one.errors, two.errors]).toEqual([[], []]);
});

test('what a resting outbox has may be taken by another tab, and then is not sent twice', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const resting = scene.page();
  const sent = resting.client.send('a', {}, ack);
  await stage.advance(0);
  resting.client.disconnect();
  await stage.advance(0);
  scene.answer = 'accept';
  scene.page();
  await stage.advance(0);
  expect(scene.read).toEqual(['a']);
  void resting.client.connect();
  await stage.advance(0);
  expect([scene.read, sent.error?.code, resting.client.connection.unsent]).toEqual([
    ['a'],
    'taken-over',
    0,
  ]);
});

test('outboxes of different names know nothing of each other', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const before = scene.page({ name: 'orders' });
  before.client.send('a', {}, ack);
  await stage.advance(0);
  before.tab.crash();
  scene.answer = 'accept';
  scene.page({ name: 'notes' });
  await stage.advance(60_000);
  expect([scene.read, scene.stored()]).toEqual([[], ['a']]);
});
