import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeduper } from '../../src/core/deduper.js';

const id = fc.oneof(fc.integer({ min: 0, max: 12 }).map(String), fc.constant(undefined));

test('agrees with a list of the last different ids', () => {
  fc.assert(
    fc.property(
      fc.array(id, { maxLength: 200 }),
      fc.integer({ min: 0, max: 8 }),
      (ids, capacity) => {
        const isNew = createDeduper(capacity);
        let seen: string[] = [];
        for (const next of ids) {
          const fresh = next === undefined || !seen.includes(next);
          expect(isNew(next)).toBe(fresh);
          if (fresh && next !== undefined) seen = [...seen, next].slice(-capacity || Infinity);
          if (capacity === 0) seen = [];
        }
      },
    ),
  );
});
