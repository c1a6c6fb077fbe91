import fc from 'fast-check';
import { expect, test } from 'vitest';
import { debounce } from '../../src/core/debounce.js';
import { inputs, pacing } from './pacing.js';

test('delivers the latest value after 300 ms of quiet', async () => {
  const { stage, clock, told, tell } = pacing();
  const input = debounce(tell, { clock });
  input('a');
  await stage.advance(299);
  input('b');
  await stage.advance(299);
  expect(told).toEqual([]);
  expect(input.pending).toBe(true);
  await stage.advance(1);
  expect(told).toEqual(['b@599']);
});

test('delivers exactly the values that quiet follows', async () => {
  await fc.assert(
    fc.asyncProperty(inputs, fc.integer({ min: 1, max: 400 }), async (pauses, delay) => {
      const { stage, clock, told, tell } = pacing();
      const input = debounce<number>(tell, { clock, delay });
      const expected: string[] = [];
      for (const [index, pause] of [...pauses.slice(0, -1), delay].entries()) {
        input(index);
        if (pause >= delay) expected.push(`${index}@${stage.now + delay}`);
        await stage.advance(pause);
      }
      expect(told).toEqual(expected);
      expect(stage.pending.timers).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test('maxWait ends a restlessness that never ends by itself', async () => {
  const { stage, clock, told, tell } = pacing();
  const input = debounce(tell, { clock, delay: 300, maxWait: 1000 });
  for (let count = 0; count < 15; count++) {
    input(count);
    await stage.advance(100);
  }
  expect(told).toEqual(['9@1000']);
  await stage.advance(300);
  expect(told).toEqual(['9@1000', '14@1700']);
});

test('flush delivers at once, cancel never', async () => {
  const { stage, clock, told, tell } = pacing();
  const input = debounce(tell, { clock });
  input('a');
  input.flush();
  input('b');
  input.cancel();
  await stage.advance(1000);
  expect(told).toEqual(['a@0']);
});

test('undefined is a value like any other', async () => {
  const { stage, clock, told, tell } = pacing();
  debounce(tell, { clock })(undefined);
  await stage.advance(300);
  expect(told).toEqual(['undefined@300']);
});

test('dispose, a using block and a signal end it: nothing waits, nothing comes', async () => {
  const { stage, clock, told, tell } = pacing();
  const controller = new AbortController();
  const bySignal = debounce(tell, { clock, signal: controller.signal });
  const byHand = debounce(tell, { clock });
  const tooLate = debounce(tell, { clock, signal: AbortSignal.abort() });
  for (const input of [bySignal, byHand, tooLate]) input('a');
  controller.abort();
  byHand.dispose();
  for (const input of [bySignal, byHand, tooLate]) input('b');
  expect(stage.pending.timers).toBe(0);
  await stage.advance(1000);
  expect(told).toEqual([]);
  expect([bySignal, byHand, tooLate].map(({ pending }) => pending)).toEqual([false, false, false]);
});
