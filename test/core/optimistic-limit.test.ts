import { expect, test } from 'vitest';
import type { OptimisticAction } from '../../src/core/optimistic-actions.js';
import { whoHasToGo } from '../../src/core/optimistic-limit.js';
import { nothingKnown } from '../../src/core/optimistic-state.js';
import { reduce } from '../../src/core/optimistic.js';

const at = 0;

test('a full outbox says who has to go', () => {
  const before = play(
    { do: 'add', key: 'k1', patch: { text: 'a' }, at },
    { do: 'add', key: 'k2', patch: { text: 'b' }, at },
  );
  const after = reduce(before, { do: 'add', key: 'k3', patch: { text: 'c' }, at });
  const who = (policy: 'reject' | 'drop-oldest' | 'drop-newest', maxCount = 2) =>
    whoHasToGo(before, after, 'k3', { policy, maxCount });
  expect(who('reject')).toEqual({ go: 'all' });
  expect(who('drop-oldest')).toEqual({ go: 'one', key: 'k1' });
  expect(who('drop-newest')).toEqual({ go: 'one', key: 'k3' });
  expect(who('reject', 3)).toEqual({ go: 'nobody' });
});

function play(...actions: OptimisticAction[]) {
  return actions.reduce(reduce, nothingKnown);
}
