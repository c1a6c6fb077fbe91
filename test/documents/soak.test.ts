import { expect, test } from 'vitest';
import { editorSuite } from '../soak/editor.js';
import { soakSeed } from '../soak/soak.js';

const suite = editorSuite('yjs', 'channel', 'plain', 'plain-strict');
/** A slice of what `npm run soak` goes through. */
const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);

test('the laws of shared documents hold for some random edits and faults', async () => {
  for (const seed of SEEDS) expect(await soakSeed(suite, seed)).toBeUndefined();
});

test('a script that breaks a law is found, shortened and told', async () => {
  const failure = await soakSeed(
    {
      ...suite,
      run: async ({ steps }) => {
        if (steps.some((step) => step.do === 'insert')) throw new Error('Writing is broken.');
      },
    },
    1,
  );
  expect(failure).toMatchObject({ seed: 1, error: 'Writing is broken.' });
  expect(failure!.script).toContain(': insert 1 ');
  expect(failure!.script.split('\n').length).toBeLessThan(5);
});
