import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDeduper } from '../../src/core/deduper.js';

const id = fc.oneof(fc.integer({ min: 0, max: 40 }).map(String), fc.constant(undefined));
const ids = fc.array(id, { maxLength: 200 });

test('recognises what is among the last different ids, and nothing older than twice that', () => {
  fc.assert(
    fc.property(ids, fc.integer({ min: 1, max: 8 }), (sequence, capacity) => {
      const isNew = createDeduper(capacity);
      const noted: (string | undefined)[] = [];
      for (const next of sequence) {
        const mustBeKnown = next !== undefined && noted.slice(-capacity).includes(next);
        const mayBeKnown = next !== undefined && noted.slice(-2 * capacity).includes(next);
        const fresh = isNew(next);
        if (mustBeKnown) expect(fresh).toBe(false);
        if (!mayBeKnown) expect(fresh).toBe(true);
        if (fresh && next !== undefined) noted.push(next);
      }
    }),
  );
});

test('recognises nothing with a capacity of 0', () => {
  const isNew = createDeduper(0);
  expect([isNew('a'), isNew('a')]).toEqual([true, true]);
});

test.each([null, undefined, true, { id: 1 }])(
  'never recognises %j, which is no identifier',
  (id) => {
    const isNew = createDeduper();
    expect([isNew(id), isNew(id)]).toEqual([true, true]);
  },
);

test('tells numbers from strings', () => {
  const isNew = createDeduper();
  expect([isNew(1), isNew('1'), isNew(1), isNew('1')]).toEqual([true, true, false, false]);
});
