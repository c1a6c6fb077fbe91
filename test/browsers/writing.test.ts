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
  // Neither undoes what the other wrote.
  await bob.press('ControlOrMeta+z');
  expect(await converged(11, ada, bob)).toBe('Hello worl\n');
  expect([ada.errors, bob.errors]).toEqual([[], []]);
});

test.each(SERVERS)('both type at once, each on a line, through %s', async (server) => {
  const { openTwo } = await setUp(server);
  const [ada, bob] = await openTwo();
  await ada.type('Ada: \n\nBob: ');
  await expect.poll(() => bob.text(), WAIT).toBe('Ada: \n\nBob: ');
  await Promise.all([ada.goTo('start'), bob.goTo('end')]);
  await ada.press('End');
  await Promise.all([ada.type('abcdefghijklm'), bob.type('nopqrstuvwxyz')]);
  expect(await converged(38, ada, bob)).toBe('Ada: abcdefghijklm\n\nBob: nopqrstuvwxyz');
});

test.each(['y-websocket', 'hocuspocus', 'plain'] as const)(
  'both type at once in the same place, through %s, and no letter is lost',
  async (server) => {
    const { openTwo } = await setUp(server);
    const [ada, bob] = await openTwo();
    await Promise.all([ada.type('abcdefghijklm'), bob.type('nopqrstuvwxyz')]);
    const text = await converged(26, ada, bob);
    expect(text.replace(/[n-z]/g, '')).toBe('abcdefghijklm');
    expect(text.replace(/[a-m]/g, '')).toBe('nopqrstuvwxyz');
  },
);
