import { expect, test } from 'vitest';
import { setUp, useBrowsers } from './desk.js';
import type { ServerKind } from './page-settings.js';
import { WAIT } from './writer.js';

useBrowsers();

const SERVERS: readonly ServerKind[] = ['y-websocket', 'hocuspocus', 'plain', 'plain-strict'];

test.each(SERVERS)('everybody sees who is here and where, through %s', async (server) => {
  const { open, openTwo } = await setUp(server);
  const [ada, bob] = await openTwo();
  await expect.poll(() => ada.badges(), WAIT).toEqual(['Bob']);
  await expect.poll(() => bob.badges(), WAIT).toEqual(['Ada']);
  await ada.type('Here I am');
  await expect.poll(() => bob.tags(), WAIT).toEqual(['Ada']);
  const cleo = await open('cleo', ada);
  await expect.poll(() => cleo.badges().then((all) => all.sort()), WAIT).toEqual(['Ada', 'Bob']);
  await expect.poll(() => bob.badges(), WAIT).toEqual(['Ada', 'Cleo']);
  await cleo.page.close();
  await expect.poll(() => bob.badges(), WAIT).toEqual(['Ada']);
  // A page that is left for another says goodbye as well.
  await ada.page.goto('about:blank');
  await expect.poll(() => bob.badges(), WAIT).toEqual([]);
  expect(await bob.tags()).toEqual([]);
});
