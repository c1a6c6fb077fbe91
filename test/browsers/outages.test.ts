import { expect, test } from 'vitest';
import { setUp, useBrowsers } from './desk.js';
import type { ServerKind } from './page-settings.js';
import { converged, WAIT } from './writer.js';

useBrowsers();

const SERVERS: readonly ServerKind[] = ['y-websocket', 'hocuspocus', 'plain', 'plain-strict'];

test.each(SERVERS)('who was offline brings their edits along, through %s', async (server) => {
  const { openTwo, ask } = await setUp(server);
  const [ada, bob] = await openTwo();
  await ada.type('one two three');
  await converged(13, ada, bob);
  await ask('cut', ada);
  await ada.until('Offline');
  await ada.type(' four');
  await ada.until('waiting');
  await bob.goTo('start');
  await bob.type('zero ');
  await bob.until('Saved');
  expect([await ada.text(), await bob.text()]).toEqual([
    'one two three four',
    'zero one two three',
  ]);
  await ask('mend', ada);
  expect(await converged(23, ada, bob)).toBe('zero one two three four');
  expect(await ada.shown()).toBe('zero one two three four|');
  await expect.poll(() => ada.badges(), WAIT).toEqual(['Bob']);
});

test.each(SERVERS)(
  'nothing is lost when the %s server is killed and comes back',
  async (server) => {
    const { openTwo, ask } = await setUp(server);
    const [ada, bob] = await openTwo();
    await ada.type('one two three');
    await converged(13, ada, bob);
    await ask('kill');
    await Promise.all([ada.until('Offline'), bob.until('Offline')]);
    await bob.goTo('start');
    await Promise.all([ada.type(' four'), bob.type('zero ')]);
    await ask('start');
    expect(await converged(23, ada, bob)).toBe('zero one two three four');
    await bob.type('and ');
    expect(await converged(27, ada, bob)).toBe('zero and one two three four');
    await expect.poll(() => ada.badges(), WAIT).toEqual(['Bob']);
    expect([ada.errors, bob.errors]).toEqual([[], []]);
  },
);
