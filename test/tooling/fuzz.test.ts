import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { bundleSoak } from '../../scripts/soak-bundle.mjs';
import type * as Fuzz from '../soak/fuzz.js';
import { fuzzLife, TARGETS } from '../soak/fuzz.js';
import { FUZZ_PLANTS } from '../soak/plants.mjs';

test.each(Object.entries(TARGETS))('%s bears 500 frames that make no sense', async (_, target) => {
  expect(await fuzzLife(target, 1, 500)).toBeUndefined();
});

test.each(Object.entries(FUZZ_PLANTS))('the fuzz finds the bug %s', async (name, plant) => {
  const bundle = await bundleSoak('fuzz', name);
  try {
    const url = pathToFileURL(bundle).href;
    const planted = (await import(/* @vite-ignore */ url)) as typeof Fuzz;
    const target = planted.TARGETS[plant.suite]!;
    expect(await planted.fuzzLife(target, 1, plant.seeds)).toMatchObject({
      error: expect.stringMatching(/TypeError|Error/) as string,
    });
  } finally {
    rmSync(bundle, { force: true });
  }
});
