import { expect, test } from 'vitest';
import { every, scene } from './websocket-scene.js';

test.each([
  [300, [0, 300]],
  [3000, [0, 1000]],
])('a page that wakes up never waits longer than the %i ms planned', async (delay, attempts) => {
  const scenery = scene({ reconnectDelay: every(delay), maxReconnectAttempts: 1 });
  const { stage, client, told } = scenery;
  scenery.answer = 'refuse';
  void client.connect();
  await stage.advance(100);
  stage.page.goOffline();
  stage.page.goOnline();
  await stage.advance(100);
  stage.page.pageshow();
  expect(client.connection.retryAt).toBe(stage.runtime.clock.now() - 200 + attempts[1]!);
  await stage.advance(5000);
  const dials = told.filter((text) => text.startsWith('connecting'));
  expect(dials).toEqual(attempts.map((at) => `connecting@${at}`));
});
