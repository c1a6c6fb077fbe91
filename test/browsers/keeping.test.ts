import { expect, test } from 'vitest';
import { setUp, useBrowsers } from './desk.js';
import { converged, UNKEPT, WAIT, type Writer } from './writer.js';

useBrowsers();

test.each(['y-websocket', 'plain'] as const)(
  'what was typed offline survives a reload, and is saved later, through %s',
  async (server) => {
    const { open, ask, room } = await setUp(server);
    const ada = await open('ada', 0, { persist: 'yes' });
    const bob = await open('bob', 1);
    await Promise.all([ada.until('Saved'), bob.until('Saved')]);
    await ada.goTo('end');
    await ada.type('one two');
    await converged(7, ada, bob);
    await ask('cut', ada);
    await ada.until('Offline');
    await ada.type(' three');
    await ada.kept(room);
    await bob.goTo('start');
    await bob.type('zero ');
    await bob.until('Saved');
    await ada.page.reload();
    await expect.poll(() => ada.text(), WAIT).toBe('one two three');
    await ask('mend', ada);
    expect(await converged(18, ada, bob)).toBe('zero one two three');
    expect([ada.errors, await ada.problem()]).toEqual([[], '']);
  },
);

test.each(['y-websocket', 'plain'] as const)(
  'where there is no storage, the editor says so and works through %s',
  async (server) => {
    const { open } = await setUp(server);
    const ada = await open('ada', 0, { persist: 'yes', sandbox: 'yes' });
    await expect.poll(() => ada.problem(), WAIT).toBe(UNKEPT);
    await savesStill(ada, await open('bob', 1));
  },
);

test('when the storage is taken away, the editor says so and works', async () => {
  const { open, room } = await setUp('y-websocket');
  const ada = await open('ada', 0, { persist: 'yes' });
  await ada.until('Saved');
  await ada.kept(room);
  await ada.askStorage('clearDataForOrigin', { storageTypes: 'indexeddb' });
  await expect.poll(() => ada.problem(), WAIT).toBe(UNKEPT);
  await savesStill(ada, await open('bob', 1));
  expect(ada.errors).toEqual([]);
});

async function savesStill(ada: Writer, bob: Writer): Promise<void> {
  await ada.goTo('end');
  await ada.type('from ada');
  await bob.until('Saved');
  expect(await converged(8, ada, bob)).toBe('from ada');
}
