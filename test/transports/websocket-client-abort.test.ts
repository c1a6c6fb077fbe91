import { expect, test } from 'vitest';
import { NOTHING_LEFT, outcome, scene } from './websocket-scene.js';

test('an aborted signal rejects at once and connects nothing', async () => {
  const { stage, client, servers } = scene();
  const opened = outcome(client.connect({ signal: AbortSignal.abort() }));
  await stage.advance(0);
  expect([opened.now, client.state, servers.length]).toEqual(['aborted', 'idle', 0]);
});

test('an aborted signal leaves an open connection alone', async () => {
  const { stage, client } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  await expect(client.connect({ signal: AbortSignal.abort() })).rejects.toThrow();
  expect(client.state).toBe('open');
});

test('resolves with a signal as well, and the signal means nothing afterwards', async () => {
  const { stage, client } = scene();
  const controller = new AbortController();
  const { signal } = controller;
  await Promise.all([client.connect({ signal }), stage.advance(0)]);
  await client.connect({ signal });
  controller.abort();
  await stage.advance(0);
  expect(client.state).toBe('open');
});

test('aborting ends the attempt when nobody else wants it', async () => {
  const scenery = scene();
  const { stage, client } = scenery;
  scenery.answer = 'hang';
  const controller = new AbortController();
  const opened = outcome(client.connect({ signal: controller.signal }));
  await stage.advance(100);
  controller.abort();
  await stage.advance(0);
  expect([opened.now, client.state]).toEqual(['aborted', 'closed']);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test.each(['connect', 'retain'] as const)(
  'aborting harms no one else who wants the connection: %s',
  async (how) => {
    const scenery = scene();
    const { stage, client, server } = scenery;
    scenery.answer = 'hang';
    const controller = new AbortController();
    const opened = outcome(client.connect({ signal: controller.signal }));
    void client[how]();
    await stage.advance(100);
    controller.abort();
    await stage.advance(0);
    expect([opened.now, client.state]).toEqual(['aborted', 'connecting']);
    server().accept();
    await stage.advance(0);
    expect(client.state).toBe('open');
  },
);

test('who withdraws before connect() has resolved keeps nothing open', async () => {
  const { stage, client } = scene();
  const controller = new AbortController();
  client.on('connected', () => controller.abort());
  const opened = outcome(client.connect({ signal: controller.signal }));
  await stage.advance(0);
  expect([opened.now, client.state]).toEqual(['aborted', 'closed']);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('a signal ends a subscription', async () => {
  const { stage, client, say } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  const controller = new AbortController();
  const { signal } = controller;
  const heard: unknown[] = [];
  client.on('note', (payload) => heard.push(payload), { signal });
  client.on('note', () => heard.push('never'), { signal: AbortSignal.abort() });
  say('note', 1);
  await stage.advance(0);
  controller.abort();
  say('note', 2);
  await stage.advance(0);
  expect(heard).toEqual([1]);
});

test('`break` unsubscribes an iteration', async () => {
  const { stage, client, say } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  const iteration = client.messages('note');
  for (const n of [1, 2, 3]) say('note', n);
  say('other');
  await stage.advance(0);
  const read: unknown[] = [];
  for await (const { payload } of iteration) {
    read.push(payload);
    if (payload === 2) break;
  }
  say('note', 4);
  await stage.advance(0);
  expect(read).toEqual([1, 2]);
  expect(await iteration.next()).toEqual({ done: true, value: undefined });
});

test('a slow reader keeps the newest messages up to the limit', async () => {
  const { stage, client, say } = scene();
  await Promise.all([client.connect(), stage.advance(0)]);
  const iteration = client.messages(undefined, { limit: 2 });
  for (const n of [1, 2, 3]) say('note', n);
  await stage.advance(0);
  expect((await iteration.next()).value).toMatchObject({ type: 'note', payload: 2 });
  expect((await iteration.next()).value).toMatchObject({ payload: 3 });
});

test('a signal ends an iteration that waits', async () => {
  const { stage, client } = scene();
  const controller = new AbortController();
  const iteration = client.messages('note', { signal: controller.signal });
  const next = iteration.next();
  await stage.advance(0);
  controller.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});
