import { expect, test } from 'vitest';
import { nothingKnown } from '../../src/core/optimistic-state.js';
import { reduce } from '../../src/core/optimistic.js';

test(
  'a long list that takes the place of another costs each item the same',
  { timeout: 4000 },
  () => {
    const list = (name: string) =>
      Array.from({ length: 20_000 }, (_, n) => ({ id: `${name}${n}`, text: 'a' }));
    const before = reduce(nothingKnown, { do: 'loaded', items: list('a'), since: 0 });
    // Comparing each with every row takes ten seconds.
    const after = reduce(before, { do: 'loaded', items: list('b'), since: 1 });
    expect([after.rows.size, after.rows.has(':b19999')]).toEqual([20_000, true]);
  },
);
