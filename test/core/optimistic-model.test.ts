import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf, itemOf, itemsOf, rowsOf } from '../../src/core/optimistic-view.js';
import { OptimisticWorld } from './optimistic-world.js';

const index = fc.nat({ max: 5 });
const text = fc.constantFrom('a', 'b', 'c', 'd');
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), text }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('edit' as const), index, text }) },
  fc.record({ do: fc.constant('remove' as const), index }),
  fc.record({ do: fc.constantFrom('retry' as const, 'discard' as const), index }),
  fc.record({
    do: fc.constant('resolve' as const),
    index,
    take: fc.constantFrom('mine' as const, 'theirs' as const),
  }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), index }) },
  // What becomes of a request that is under way.
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('arrive' as const),
      index,
      fate: fc.constantFrom('done', 'done', 'refused', 'lost before', 'lost after'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('answer' as const), index }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('echo' as const), index, isKept: fc.boolean() }),
  },
  fc.record({ do: fc.constant('other adds' as const), text }),
  fc.record({ do: fc.constant('other edits' as const), index, text }),
  fc.record({ do: fc.constant('other removes' as const), index }),
  fc.record({ do: fc.constantFrom('ask' as const, 'load' as const, 'reload' as const) }),
);

test('whatever comes in whatever order, the list ends up as the server has it', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const world = new OptimisticWorld(true);
      for (const each of steps) world.act(each);
      world.settle();
      expectAllOf(world);
    }),
    { numRuns: 2000 },
  );
});

test('where nobody says which of two is newer, the next load puts everything right', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const world = new OptimisticWorld(false);
      for (const each of steps) world.act(each);
      world.settle();
      world.reload();
      expectAllOf(world);
    }),
    { numRuns: 1000 },
  );
});

test('a row shows what the reader made of it last, until the server has refused it', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, isVersioned) => {
      const world = new OptimisticWorld(isVersioned);
      for (const each of steps) {
        world.act(each);
        for (const [key, wanted] of world.wanted) {
          const row = world.state.rows.get(key);
          if (!row || row.conflict || failureOf(row)) continue;
          expect(itemOf(row).text).toBe(wanted);
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('one operation changes one row, and no step changes what was', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const world = new OptimisticWorld(true);
      for (const each of steps) {
        const before = world.state;
        const rows = new Map(before.rows);
        const isLocal = 'index' in each && !each.do.startsWith('other');
        world.act(each);
        expect([...before.rows]).toEqual([...rows]);
        const changed = [...rows].filter(([key, row]) => world.state.rows.get(key) !== row);
        if (isLocal) expect(changed.length).toBeLessThan(3);
      }
    }),
    { numRuns: 500 },
  );
});

test('the server does nothing twice', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const world = new OptimisticWorld(true);
      for (const each of steps) world.act(each);
      world.settle();
      expect(world.created.length).toBe(new Set(world.created).size);
    }),
    { numRuns: 500 },
  );
});

/** Expects each item of the server once, and nothing under way. */
function expectAllOf({ state, texts }: OptimisticWorld): void {
  const shown = itemsOf(state).map(({ id, text }) => [id, text] as const);
  expect(new Map(shown)).toEqual(texts);
  expect(shown).toHaveLength(texts.size);
  expect(rowsOf(state).flatMap(({ operations }) => operations)).toEqual([]);
}
