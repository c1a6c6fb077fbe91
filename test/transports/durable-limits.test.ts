import { expect, test } from 'vitest';
import { durableScene } from './durable-scene.js';

const ack = { ack: true } as const;
const HOUR = 3_600_000;
const patient = { maxReconnectAttempts: Infinity };

test('keeps 50 messages, and the newest of more', async () => {
  const scene = durableScene();
  scene.answer = 'refuse';
  const { client, errors } = scene.page();
  for (let n = 0; n < 52; n++) client.send(`${n}`, {}, ack);
  await scene.stage.advance(0);
  expect([scene.stored().length, scene.stored()[0], errors]).toEqual([
    50,
    '2',
    ['outbox-full', 'outbox-full'],
  ]);
});

test('refuses newcomers, or throws, as it is told', async () => {
  const scene = durableScene();
  scene.answer = 'refuse';
  const { client } = scene.page({ maxBytes: 200, policy: 'reject' });
  client.send('a', { text: 'x'.repeat(50) }, ack);
  expect(() => client.send('b', { text: 'x'.repeat(50) }, ack)).toThrow(
    expect.objectContaining({ code: 'outbox-full' }),
  );
  await scene.stage.advance(0);
  expect(scene.stored()).toEqual(['a']);
});

test('what has become too old while nobody was there goes with an event', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const before = scene.page();
  before.client.send('old', {}, ack);
  await stage.advance(1 * HOUR);
  before.client.send('young', {}, ack);
  await stage.advance(0);
  before.tab.crash();
  await stage.advance(47 * HOUR);
  scene.answer = 'accept';
  const after = scene.page();
  await stage.advance(0);
  expect([scene.read, after.errors, scene.stored()]).toEqual([['young'], ['expired'], []]);
});

test('expires to the millisecond while it waits, also in the store', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const { client, errors } = scene.page({ maxAge: 5000 }, { maxReconnectAttempts: Infinity });
  const sent = client.send('a', {}, ack);
  await stage.advance(4999);
  expect([sent.fate, scene.stored()]).toEqual(['queued', ['a']]);
  await stage.advance(1);
  expect([sent.fate, errors, scene.stored()]).toEqual(['expired', ['expired'], []]);
});

test('what was kept is not dropped for having been kept by several', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  for (const types of ['ab', 'cd']) {
    const { client, tab } = scene.page({ maxCount: 2 });
    for (const type of types) client.send(type, {}, ack);
    await stage.advance(0);
    if (types === 'ab') tab.crash();
    else expect(client.connection.unsent).toBe(4);
  }
  scene.answer = 'accept';
  await stage.advance(1000);
  expect(scene.read).toEqual(['a', 'b', 'c', 'd']);
});

test('what is taken over keeps nothing older from expiring', async () => {
  const scene = durableScene();
  const { stage } = scene;
  scene.answer = 'refuse';
  const [first, second] = [0, 1].map(() => scene.page({ maxAge: 60_000 }, patient));
  const old = first!.client.send('old', {}, ack);
  await stage.advance(20_000);
  second!.client.send('young', {}, ack);
  await stage.advance(0);
  second!.tab.crash();
  await stage.advance(39_999);
  expect([old.fate, first!.client.connection.unsent]).toEqual(['queued', 2]);
  await stage.advance(1);
  expect([old.fate, first!.client.connection.unsent, scene.stored()]).toEqual([
    'expired',
    1,
    ['young'],
  ]);
});
