import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TimerHeap } from '../../src/stage/timer-heap.js';
import { Stage } from '../../src/stage.js';

interface Planned {
  readonly delay: number;
  /** Clears the timer of this index when it runs. */
  readonly clears: number;
  /** Sets further timers when it runs. */
  readonly then: readonly number[];
}

const planned = fc.record({
  delay: fc.integer({ min: -5, max: 30 }),
  clears: fc.nat(20),
  then: fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 3 }),
});
const steps = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 8 });

test('runs timers in the order of a naive model, however time is cut into steps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(planned, { maxLength: 25 }), steps, async (timers, cuts) => {
      const stage = new Stage();
      const seen: string[] = [];
      const { clock } = stage.runtime;
      const handles = timers.map(({ delay, clears, then }, index) =>
        clock.setTimeout(() => {
          seen.push(`${index} at ${stage.now}`);
          clock.clearTimeout(handles[clears]);
          for (const [nth, wait] of then.entries()) {
            clock.setTimeout(() => seen.push(`${index}.${nth} at ${stage.now}`), wait);
          }
        }, delay),
      );
      for (const cut of cuts) await stage.advance(cut);
      await stage.advanceTo(200);
      expect(seen).toEqual(naive(timers));
      expect(stage.pending.timers).toBe(0);
      stage.dispose();
    }),
    { numRuns: 150 },
  );
});

test('counts and forgets timers', async () => {
  const { stage, clock, seen, say } = setUp();
  const first = clock.setTimeout(say('first'), 10);
  clock.setTimeout(say('second'), 10);
  expect(stage.pending.timers).toBe(2);
  clock.clearTimeout(first);
  clock.clearTimeout(first);
  clock.clearTimeout(undefined);
  clock.clearTimeout(12345);
  clock.clearTimeout({});
  expect(stage.pending.timers).toBe(1);
  await stage.advance(10);
  expect(seen).toEqual(['second at 10']);
});

test('takes a handle of another stage for unknown', async () => {
  const { stage, clock, seen, say } = setUp();
  const other = new Stage();
  clock.setTimeout(say('mine'), 1);
  clock.clearTimeout(other.runtime.clock.setTimeout(() => undefined, 1));
  await stage.advance(1);
  expect(seen).toEqual(['mine at 1']);
  expect(other.pending.timers).toBe(1);
});

test.each([-1, NaN, -Infinity, undefined])('takes a delay of %s for none', async (delay) => {
  const { stage, clock, seen, say } = setUp();
  clock.setTimeout(say('soon'), delay as number);
  expect(seen).toEqual([]);
  await stage.advance(0);
  expect(seen).toEqual(['soon at 0']);
});

test('runs a timer no earlier than a fraction of a millisecond asks for', async () => {
  const { stage, clock, seen, say } = setUp();
  clock.setTimeout(say('late'), 0.5);
  await stage.advance(0.4);
  expect(seen).toEqual([]);
  await stage.advance(0.1);
  expect(seen).toEqual(['late at 0.5']);
});

test('reads wall clock and monotonic clock apart', async () => {
  const stage = new Stage({ startsAt: 1_000_000 });
  const { clock } = stage.runtime;
  await stage.advance(5);
  expect([clock.now(), clock.monotonic()]).toEqual([1_000_005, 5]);
  stage.cue('clock', { do: 'jump', by: -3000 });
  expect([clock.now(), clock.monotonic(), stage.now]).toEqual([997_005, 5, 5]);
});

test('keeps no more cleared timers than live ones', () => {
  const heap = new TimerHeap();
  const live = Array.from({ length: 100 }, () => heap.add(() => undefined, 5, 'page', false));
  for (let count = 0; count < 10_000; count++) {
    heap.remove(heap.add(() => undefined, 1e9, 'page', false));
  }
  expect(heap.size).toBeLessThan(300);
  expect(live.map(() => heap.take())).toEqual(live);
  expect(heap.take()).toBeUndefined();
});

test('runs 10,000 timers in less than a second', async () => {
  const { stage, clock } = setUp();
  let count = 0;
  for (let index = 0; index < 10_000; index++) clock.setTimeout(() => count++, index % 500);
  const before = performance.now();
  await stage.advance(500);
  expect(count).toBe(10_000);
  expect(performance.now() - before).toBeLessThan(1000);
});

function setUp() {
  const stage = new Stage();
  const seen: string[] = [];
  const say = (text: string) => () => void seen.push(`${text} at ${stage.now}`);
  return { stage, clock: stage.runtime.clock, seen, say };
}

/** Looks for the next timer by walking through all of them. */
function naive(timers: readonly Planned[]): string[] {
  const seen: string[] = [];
  const list = timers.map(({ delay, clears, then }, index) => {
    return { name: String(index), due: Math.max(delay, 0), order: index, clears, then };
  });
  const queue: Array<(typeof list)[number]> = [...list];
  let order = list.length;
  while (queue.length > 0) {
    queue.sort((a, b) => a.due - b.due || a.order - b.order);
    const next = queue.shift();
    if (!next) break;
    seen.push(`${next.name} at ${next.due}`);
    const cleared = next.clears >= 0 ? queue.indexOf(list[next.clears] as never) : -1;
    if (cleared >= 0) queue.splice(cleared, 1);
    for (const [nth, wait] of next.then.entries()) {
      const name = `${next.name}.${nth}`;
      queue.push({ name, due: next.due + wait, order: order++, clears: -1, then: [] });
    }
  }
  return seen;
}
