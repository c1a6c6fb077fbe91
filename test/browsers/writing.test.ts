import { expect, test } from 'vitest';
import { setUp, useBrowsers } from './desk.js';
import type { ServerKind } from './page-settings.js';
import { converged, WAIT } from './writer.js';

useBrowsers();

const SERVERS: readonly ServerKind[] = ['y-websocket', 'hocuspocus', 'plain', 'plain-strict'];

test.each(SERVERS)('what is typed in one browser is in the other, through %s', async (server) => {
  const { openTwo } = await setUp(server);
  const [ada, bob] = await openTwo();
  await ada.type('Hello world');
  await expect.poll(() => bob.text(), WAIT).toBe('Hello world');
  await bob.goTo('end');
  await bob.type('!');
  await expect.poll(() => ada.text(), WAIT).toBe('Hello world!');
  expect(await ada.shown()).toBe('Hello world|!');
  await ada.press('Backspace', 'Enter');
  await expect.poll(() => bob.text(), WAIT).toBe('Hello worl\n!');
  expect(await converged(12, ada, bob)).toBe('Hello worl\n!');
  expect([ada.errors, bob.errors]).toEqual([[], []]);
});
