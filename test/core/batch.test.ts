import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batch } from '../../src/core/batch.js';
import { pacing } from './pacing.js';

test('delivers when the count is reached, when the bytes are, and when the first has waited', async () => {
  const { stage, clock, told, tell } = pacing();
  const add = batch<string>(tell, { clock, maxCount: 3, maxBytes: 20, maxWait: 100 });
  for (const item of ['a', 'b', 'c']) add(item);
  expect(told).toEqual(['a,b,c@0']);
  add('four');
  add('0123456789');
  add('next');
  expect(told.slice(1)).toEqual(['four,0123456789@0']);
  await stage.advance(99);
  add('last');
  expect(told).toHaveLength(2);
  await stage.advance(1);
  expect(told.slice(2)).toEqual(['next,last@100']);
});

test('what is too large for any batch goes alone', async () => {
  const { clock, told, tell } = pacing();
  const add = batch<string>(tell, { clock, maxBytes: 10 });
  add('a');
  add('0123456789');
  expect(told).toEqual(['a@0', '0123456789@0']);
});

const item = fc.record({
  size: fc.integer({ min: 1, max: 30 }),
  pause: fc.constantFrom(0, 0, 0, 5, 50),
});

test('nothing is lost, doubled or out of order, no batch too large, no wait too long', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 60 }), async (items) => {
      const { stage, clock } = pacing();
      const limits = { maxCount: 5, maxBytes: 60, maxWait: 70 };
      const since: number[] = [];
      const batches: number[][] = [];
      const add = batch<number>(
        (numbers) => {
          for (const n of numbers) expect(stage.now - since[n]!).toBeLessThanOrEqual(70);
          batches.push(numbers);
        },
        { clock, ...limits, sizeOf: (n) => items[n]!.size },
      );
      for (const [n, { pause }] of items.entries()) {
        since.push(stage.now);
        add(n);
        await stage.advance(pause);
      }
      add.flush();
      expect(batches.flat()).toEqual(items.map((_, n) => n));
      for (const numbers of batches) {
        expect(numbers.length).toBeLessThanOrEqual(5);
        expect(numbers.reduce((sum, n) => sum + items[n]!.size, 0)).toBeLessThanOrEqual(60);
      }
      expect(stage.pending.timers).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test('an item added while a batch is delivered belongs to the next', () => {
  const { clock } = pacing();
  const batches: string[][] = [];
  const add = batch<string>(
    (items) => {
      batches.push(items);
      if (batches.length === 1) add('from within');
    },
    { clock, maxCount: 3, maxBytes: 15 },
  );
  for (const item of ['aaaa', 'bbbb', 'cccc']) add(item);
  add.flush();
  expect(batches).toEqual([['aaaa', 'bbbb'], ['from within'], ['cccc']]);
});

test('a disposal while a batch is delivered leaves nothing behind', () => {
  const { stage, clock } = pacing();
  const add = batch<string>(() => add.dispose(), { clock, maxBytes: 10 });
  add('aaaa');
  add('bbbbbbbb');
  expect(add.pending).toBe(false);
  expect(stage.pending.timers).toBe(0);
});
