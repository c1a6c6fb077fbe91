import { expect, test } from 'vitest';
import { setUp, useBrowsers } from './desk.js';
import { converged, WAIT } from './writer.js';

useBrowsers();

test('two tabs write one text without any server', async () => {
  const { open } = await setUp();
  const ada = await open('ada', 0, { tabs: 'yes' });
  await ada.goTo('end');
  await ada.type('one');
  const bob = await open('bob', ada, { tabs: 'yes' });
  await expect.poll(() => bob.text(), WAIT).toBe('one');
  await bob.goTo('end');
  await Promise.all([ada.type(' abc'), bob.type(' xyz')]);
  expect((await converged(11, ada, bob)).replace(/ ?[xyz]/g, '')).toBe('one abc');
  await expect.poll(() => ada.badges(), WAIT).toEqual(['Bob']);
  await bob.page.close();
  await expect.poll(() => ada.badges(), WAIT).toEqual([]);
});

test('tabs stay together while the server is dead, and what they wrote is saved once', async () => {
  const { open, ask } = await setUp('y-websocket');
  const ada = await open('ada', 0, { tabs: 'yes' });
  const [tab, bob] = await Promise.all([open('ada', ada, { tabs: 'yes' }), open('bob', 1)]);
  await Promise.all([ada.until('Saved'), tab.until('Saved'), bob.until('Saved')]);
  await ask('kill');
  await Promise.all([ada.until('Offline'), tab.until('Offline'), bob.until('Offline')]);
  await ada.goTo('end');
  await ada.type('one');
  await expect.poll(() => tab.text(), WAIT).toBe('one');
  await tab.goTo('end');
  await tab.type(' two');
  await expect.poll(() => ada.text(), WAIT).toBe('one two');
  await ask('start');
  expect(await converged(7, ada, tab, bob)).toBe('one two');
});
