import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import { SharedConnection } from '../../src/transports/shared-connection.js';
import { sharedScene } from './shared-scene.js';
import { NOTHING_LEFT, outcome } from './websocket-scene.js';

test('connects while any tab wants it', async () => {
  const { stage, tabs, open } = await sharedScene({ count: 1 });
  const [tab] = tabs;
  const release = tab!.shared.retain();
  tab!.shared.disconnect();
  await stage.advance(0);
  expect([open.size, tab!.shared.state]).toEqual([0, 'closed']);
  const again = tab!.shared.retain();
  await stage.advance(0);
  expect([open.size, tab!.shared.state]).toEqual([1, 'open']);
  release();
  again();
  await stage.advance(60_000);
  expect(tab!.shared.state).toBe('open');
});

test('what mounts twice in one task shares one part, and lets go of it once', async () => {
  const { stage, tabs, dials } = await sharedScene({ count: 1 });
  const { shared } = tabs[0]!;
  shared.disconnect();
  await stage.advance(0);
  const connected = shared.connect();
  shared.disconnect();
  void shared.connect();
  const release = shared.retain();
  release();
  shared.retain();
  await stage.advance(0);
  await expect(connected).rejects.toMatchObject({ code: 'closed' });
  expect([dials(), shared.state]).toEqual([2, 'open']);
});

test('connect resolves in a follower when messages flow', async () => {
  const { stage, tabs } = await sharedScene({ answer: () => undefined });
  const connecting = outcome(tabs[1]!.shared.connect());
  await stage.advance(9999);
  expect(connecting.now).toBe('pending');
  expect(tabs[1]!.told).toEqual(['connecting@0']);
});

test('all tabs see the same attempts, and any may hurry', async () => {
  let isUp = true;
  const { stage, tabs, open } = await sharedScene({
    client: { reconnectDelay: () => 8000 },
    answer: (server) => (isUp ? server.accept() : server.refuse()),
  });
  isUp = false;
  for (const server of open) server.drop();
  await stage.advance(0);
  const [first, second] = tabs.map(({ shared }) => shared.connection);
  expect(second).toEqual(first);
  expect(second).toMatchObject({ state: 'waiting', attempt: 1, maxAttempts: 10 });
  expect(second!.retryAt).toBe(stage.runtime.clock.now() + 8000);
  isUp = true;
  await stage.advance(1000);
  tabs[1]!.shared.retry();
  await stage.advance(0);
  expect(tabs.map(({ shared }) => shared.state)).toEqual(['open', 'open']);
});

test('all tabs hear that no more attempts are made, and one that joins starts again', async () => {
  let isUp = false;
  const { stage, tabs, join } = await sharedScene({
    client: { maxReconnectAttempts: 1 },
    answer: (server) => (isUp ? server.accept() : server.refuse()),
  });
  await stage.advance(1000);
  expect(tabs.map(({ shared }) => shared.state)).toEqual(['failed', 'failed']);
  expect(tabs[1]!.told).toEqual([
    'connecting@0',
    'waiting@0',
    'error connection-failed@0',
    'connecting@1000',
    'failed@1000',
    'error connection-failed@1000',
  ]);
  isUp = true;
  join();
  await stage.advance(0);
  expect(tabs.map(({ shared }) => shared.state)).toEqual(['open', 'open', 'open']);
});

test('a page in the back/forward cache lets others lead, and comes back', async () => {
  const { stage, tabs, dials } = await sharedScene();
  tabs[0]!.page.pagehide();
  await stage.advance(0);
  expect(tabs.map(({ shared }) => shared.state)).toEqual(['connecting', 'open']);
  tabs[0]!.page.pageshow();
  await stage.advance(0);
  expect(tabs.map(({ shared }) => shared.state)).toEqual(['open', 'open']);
  expect(dials()).toBe(2);
});

test('a factory that throws fails the connection, and leaves nothing', async () => {
  const stage = new Stage();
  const { runtime } = stage;
  const make = (): never => {
    throw new Error('planned');
  };
  const shared = new SharedConnection('news', make, { runtime });
  const connecting = outcome(shared.connect());
  await stage.advance(0);
  expect([shared.state, connecting.now]).toEqual(['failed', 'connection-failed']);
  expect(String(stage.errors[0])).toContain('planned');
  shared[Symbol.dispose]();
  await stage.advance(1);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('nothing is left of a tab that goes in the middle of an election', async () => {
  for (const moment of [0, 1, 4999, 5000, 6999, 7000, 7001, 7300, 7500]) {
    const { stage, tabs } = await sharedScene({ count: 3 });
    tabs[0]!.page.freeze();
    await stage.advance(moment);
    for (const { shared } of tabs) shared.disconnect();
    tabs[0]!.page.resume();
    await stage.advance(10);
    expect(stage.pending, `${moment}`).toEqual(NOTHING_LEFT);
  }
});
