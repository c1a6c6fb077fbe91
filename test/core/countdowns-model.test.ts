import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Countdowns } from '../../src/core/countdowns.js';
import { VirtualClock } from '../../src/stage/virtual-clock.js';

test('agrees with a naive model, whatever happens', () => {
  const id = fc.constantFrom('a', 'b', 'c');
  const step = fc.oneof(
    fc.record({ do: fc.constant('start' as const), id, ms: fc.integer({ min: 1, max: 50 }) }),
    fc.record({ do: fc.constant('cancel' as const), id }),
    fc.record({ do: fc.constantFrom('hold' as const, 'release' as const) }),
    fc.record({ do: fc.constant('advance' as const), ms: fc.nat(60) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
      const clock = new VirtualClock(0, () => false);
      const due: string[] = [];
      const countdowns = new Countdowns(clock, (id) => due.push(`${id}@${clock.elapsed}`));
      const left = new Map<string, number>();
      const expected: string[] = [];
      let held = false;
      for (const step of steps) {
        if (step.do === 'start') left.set(step.id, step.ms);
        else if (step.do === 'cancel') left.delete(step.id);
        else if (step.do === 'advance')
          for (let ms = 1; ms <= step.ms; ms++) {
            tick(clock);
            for (const [id, rest] of held ? [] : left) left.set(id, rest - 1);
            for (const [id, rest] of left) if (rest === 0) expected.push(`${id}@${clock.elapsed}`);
            for (const [id, rest] of left) if (rest === 0) left.delete(id);
          }
        else held = step.do === 'hold';
        if (step.do === 'start') countdowns.start(step.id, step.ms);
        if (step.do === 'cancel') countdowns.cancel(step.id);
        if (step.do === 'hold' || step.do === 'release') countdowns[step.do]();
        for (const id of ['a', 'b', 'c']) expect(countdowns.remaining(id)).toBe(left.get(id));
        expect(clock.pendingTimers).toBeLessThanOrEqual(held || left.size === 0 ? 0 : 1);
      }
      expect(due.sort()).toEqual(expected.sort());
    }),
  );
});

function tick(clock: VirtualClock): void {
  clock.moveTo(clock.elapsed + 1);
  for (let run = clock.takeDue(); run; run = clock.takeDue()) run();
}
