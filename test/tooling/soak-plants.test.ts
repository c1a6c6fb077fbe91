import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { bundleSoak } from '../../scripts/soak-bundle.mjs';
import { SUITES } from '../soak/suites.js';
import { PLANTS, plantPlugin } from '../soak/plants.mjs';

test.each(Object.entries(PLANTS))('the soak finds the bug %s', async (name, { suite, seeds }) => {
  const seed = await findBug(name, suite, seeds);
  expect(seed).toBeLessThanOrEqual(seeds);
  // The bug is what breaks the law, not the law itself.
  expect(await SUITES[suite]?.(seed, false)).toBeUndefined();
});

test('a bug that nobody knows, or whose place is gone, is not planted in silence', () => {
  expect(() => plantPlugin('none')).toThrow(/^Failed to plant "none": there is no such bug\. Use/);
  const gone = { file: 'core/outbox.ts', find: 'not there', replace: '', suite: '', seeds: 1 };
  expect(() => plantPlugin('gone', { gone })).toThrow(
    'Failed to plant "gone": src/core/outbox.ts has 0 times what it replaces. ' +
      'Change the plant with the code.',
  );
});

/** Runs seeds from 1 on until one fails; tells which. */
async function findBug(name: string, suite: string, seeds: number): Promise<number> {
  const bundle = await bundleSoak('suites', name);
  try {
    const url = pathToFileURL(bundle).href;
    const planted = ((await import(/* @vite-ignore */ url)) as { SUITES: typeof SUITES }).SUITES;
    let seed = 1;
    while (seed <= seeds && !(await planted[suite]?.(seed, false))) seed++;
    return seed;
  } finally {
    rmSync(bundle, { force: true });
  }
}
