import { expect, test } from 'vitest';
import type { Locks } from '../../src/core/runtime.js';
import { sharedScene } from './shared-scene.js';
import { NOTHING_LEFT } from './websocket-scene.js';

const refusing = {
  request: () => Promise.reject(new DOMException('planned', 'SecurityError')),
  query: () => Promise.reject(new DOMException('planned', 'SecurityError')),
} as unknown as Locks;

class Forbidden {
  constructor() {
    throw new DOMException('planned', 'SecurityError');
  }
}

test.each([
  ['there are no locks', { locks: undefined }],
  ['locks are refused', { locks: refusing }],
  ['there is no BroadcastChannel', { BroadcastChannel: undefined }],
  ['a BroadcastChannel is refused', { BroadcastChannel: Forbidden as never }],
])('each tab connects for itself where %s', async (_, without) => {
  const { stage, tabs, dials, say, received } = await sharedScene({ count: 2, without });
  expect(dials()).toBe(2);
  expect(tabs.map(({ shared }) => shared.state)).toEqual(['open', 'open']);
  say('hello');
  tabs[1]!.shared.send('note');
  await stage.advance(60_000);
  expect(tabs.map(({ news }) => news)).toEqual([['hello'], ['hello']]);
  expect(received).toHaveLength(1);
  expect(tabs.map(({ shared }) => shared.tabs.elsewhere)).toEqual([false, false]);
  for (const { shared } of tabs) shared.disconnect();
  await stage.advance(10);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  expect(stage.errors).toEqual([]);
});

test('a tab that is alone sleeps through a freeze like any client', async () => {
  const { stage, tabs, say, dials } = await sharedScene({
    count: 1,
    without: { locks: undefined },
  });
  tabs[0]!.page.freeze();
  say('meanwhile');
  await stage.advance(60_000);
  tabs[0]!.page.resume();
  await stage.advance(10);
  expect([tabs[0]!.news, dials()]).toEqual([['meanwhile'], 1]);
});
