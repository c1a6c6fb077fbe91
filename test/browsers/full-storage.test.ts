import { expect, test } from 'vitest';
import { setUp, useBrowsers } from './desk.js';
import { converged, UNKEPT, WAIT } from './writer.js';

useBrowsers();

// Alone in its file: a browser asks only once in a while how much room there is.
test('where the storage is full, the editor says so and works', async () => {
  const { open } = await setUp('y-websocket');
  const before = await open('ada', 0);
  await before.askStorage('overrideQuotaForOrigin', { quotaSize: 100_000 });
  const [ada, bob] = [await open('ada', 0, { persist: 'yes' }), await open('bob', 1)];
  await ada.until('Saved');
  await ada.goTo('end');
  await ada.page.keyboard.insertText('much '.repeat(40_000));
  await expect.poll(() => ada.problem(), WAIT).toBe(UNKEPT);
  await ada.press('ControlOrMeta+a');
  await ada.type('from ada');
  expect(await converged(8, ada, bob)).toBe('from ada');
});
