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
        if (steps.some((step) => step.do === 'undo')) throw new Error('Undo is broken.');
      },
    },
    3,
  );
  expect(failure).toMatchObject({ seed: 3, error: 'Undo is broken.' });
  expect(failure!.script.split('\n')).toHaveLength(2);
});
