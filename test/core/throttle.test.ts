import fc from 'fast-check';
import { expect, test } from 'vitest';
import { throttle } from '../../src/core/throttle.js';
import { inputs, pacing } from './pacing.js';

test('delivers the first value at once and the latest after the interval', async () => {
  const { stage, clock, told, tell } = pacing();
  const input = throttle(tell, { clock, interval: 300 });
  for (const value of ['a', 'b', 'c']) input(value);
  expect(told).toEqual(['a@0']);
  expect(input.pending).toBe(true);
  await stage.advance(299);
  expect(told).toEqual(['a@0']);
  await stage.advance(1);
  expect(told).toEqual(['a@0', 'c@300']);
  await stage.advance(300);
  input('d');
  expect(told.at(-1)).toBe('d@600');
});

test('never delivers more often than the interval, each time the latest, and the last always', async () => {
  await fc.assert(
    fc.asyncProperty(inputs, fc.integer({ min: 1, max: 400 }), async (pauses, interval) => {
      const { stage, clock } = pacing();
      const delivered: { value: number; at: number; latest: number }[] = [];
      let latest = -1;
      const input = throttle<number>((value) => delivered.push({ value, at: stage.now, latest }), {
        clock,
        interval,
      });
      for (const pause of pauses) {
        input(++latest);
        await stage.advance(pause);
      }
      await stage.advance(interval);
      for (const [index, { value, at, latest: newest }] of delivered.entries()) {
        expect(value).toBe(newest);
        expect(at - (delivered[index - 1]?.at ?? -Infinity)).toBeGreaterThanOrEqual(interval);
      }
      expect(delivered[0]?.at).toBe(0);
      expect(delivered.at(-1)?.value).toBe(pauses.length - 1);
      await stage.advance(interval);
      expect(stage.pending.timers).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test('flush delivers at once and begins a new interval', async () => {
  const { stage, clock, told, tell } = pacing();
  const input = throttle(tell, { clock });
  input('a');
  input('b');
  await stage.advance(100);
  input.flush();
  input.flush();
  input('c');
  await stage.advance(299);
  expect(told).toEqual(['a@0', 'b@100']);
  await stage.advance(1);
  expect(told).toEqual(['a@0', 'b@100', 'c@400']);
});

test('cancel forgets what waits and keeps the interval', async () => {
  const { stage, clock, told, tell } = pacing();
  const input = throttle(tell, { clock });
  input('a');
  input('b');
  input.cancel();
  await stage.advance(200);
  input('c');
  await stage.advance(100);
  expect(told).toEqual(['a@0', 'c@300']);
});

test('a value handed in while one is delivered waits its turn', async () => {
  const { stage, clock } = pacing();
  const told: number[] = [];
  const input = throttle<number>(
    (value) => {
      told.push(value);
      if (value < 3) input(value + 1);
    },
    { clock, interval: 10 },
  );
  input(1);
  expect(told).toEqual([1]);
  await stage.advance(20);
  expect(told).toEqual([1, 2, 3]);
});

test('cancel with nothing waiting blocks nothing, dispose leaves no interval behind', () => {
  const { stage, clock, told, tell } = pacing();
  const input = throttle(tell, { clock });
  input.cancel();
  input('a');
  input.dispose();
  expect(told).toEqual(['a@0']);
  expect(stage.pending.timers).toBe(0);
});
