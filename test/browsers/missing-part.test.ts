import { expect, test } from 'vitest';
import { setUp, useBrowsers } from './desk.js';
import { WAIT } from './writer.js';

useBrowsers();

test('what speaks Yjs cannot be loaded, and comes with Retry', async () => {
  const { open } = await setUp('y-websocket');
  const { page } = await open('ada', 0);
  await page.goto('about:blank');
  await page.route('**/channel-wire-*.js', (route) => route.abort());
  const ada = await open('ada', 0);
  await ada.until('Not loaded');
  expect(await ada.problem()).toContain('The document could not be loaded.');
  await ada.goTo('start');
  await ada.type('meanwhile');
  await page.unroute('**/channel-wire-*.js');
  await page.getByRole('button', { name: 'Retry' }).click();
  await ada.until('Saved');
  await expect.poll(() => ada.problem(), WAIT).toBe('');
  expect([await ada.text(), ada.errors]).toEqual(['meanwhile', []]);
});
