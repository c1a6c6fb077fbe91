import { expect, test } from 'vitest';
import { durableScene } from './durable-scene.js';
import { NOTHING_LEFT } from './websocket-scene.js';

const ack = { ack: true } as const;

test('disconnect() keeps what waits for the next connection, and leaves nothing open', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const { client } = scene.page();
  const sent = client.send('a', {}, ack);
  await stage.advance(500);
  client.disconnect();
  await stage.advance(0);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  expect([sent.fate, client.connection.unsent]).toEqual(['queued', 1]);
  scene.answer = 'accept';
  void client.connect();
  await stage.advance(0);
  expect([scene.read, sent.fate, scene.stored()]).toEqual([['a'], 'delivered', []]);
});

test('what is sent before anybody connects is written down, and nothing stays open', async () => {
  const scene = durableScene();
  const { stage } = scene;
  const { client } = scene.page();
  client.disconnect();
  client.send('a', {}, ack);
  await stage.advance(0);
  client.disconnect();
  expect([scene.stored(), stage.pending]).toEqual([['a'], NOTHING_LEFT]);
});

test('discard() gives up what waits, in the store as well', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const { client } = scene.page();
  const sent = client.send('a', {}, ack);
  await stage.advance(0);
  client.discard();
  await stage.advance(0);
  expect([sent.fate, scene.stored()]).toEqual(['failed', []]);
  client.disconnect();
  await stage.advance(0);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});
