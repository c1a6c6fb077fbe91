import { expect, test } from 'vitest';
import { Countdowns } from '../../src/core/countdowns.js';
import type { Clock } from '../../src/core/runtime.js';
import { Stage } from '../../src/stage.js';

test('is due after exactly its duration, many on one timer', async () => {
  const { stage, countdowns, due } = setUp();
  countdowns.start('a', 300);
  countdowns.start('b', 100);
  countdowns.start('c', 200);
  expect(stage.pending.timers).toBe(1);
  await stage.advance(1000);
  expect(due).toEqual(['b@100', 'c@200', 'a@300']);
  expect(stage.pending.timers).toBe(0);
});

test('keeps the remainder through a hold of any length', async () => {
  const { stage, countdowns, due } = setUp();
  countdowns.start('a', 5000);
  await stage.advance(4999);
  countdowns.hold();
  expect(stage.pending.timers).toBe(0);
  await stage.advance(86_400_000);
  expect(countdowns.remaining('a')).toBe(1);
  countdowns.release();
  await stage.advance(1);
  expect(due).toEqual(['a@86405000']);
});

test('starts with its whole duration while held', async () => {
  const { stage, countdowns, due } = setUp();
  countdowns.hold();
  await stage.advance(50);
  countdowns.start('a', 100);
  await stage.advance(50);
  expect(countdowns.remaining('a')).toBe(100);
  countdowns.release();
  await stage.advance(100);
  expect(due).toEqual(['a@200']);
});

test('starts afresh, later or sooner', async () => {
  const { stage, countdowns, due } = setUp();
  countdowns.start('a', 100);
  countdowns.start('b', 900);
  await stage.advance(50);
  countdowns.start('a', 500);
  countdowns.start('b', 10);
  await stage.advance(1000);
  expect(due).toEqual(['b@60', 'a@550']);
});

test('lets a listener start, cancel and hold countdowns', async () => {
  const { stage, countdowns, due } = setUp((id) => {
    if (id === 'a') countdowns.start('a', 100);
    if (id === 'b') countdowns.hold();
  });
  countdowns.start('a', 100);
  countdowns.start('b', 250);
  await stage.advance(1000);
  expect(due).toEqual(['a@100', 'a@200', 'b@250']);
  expect(countdowns.remaining('a')).toBe(50);
});

test('leaves alone what an earlier listener of the same moment has restarted or cancelled', async () => {
  const { stage, countdowns, due } = setUp((id) => {
    if (id !== 'a') return;
    countdowns.start('b', 40);
    countdowns.cancel('c');
  });
  for (const id of ['a', 'b', 'c']) countdowns.start(id, 100);
  await stage.advance(1000);
  expect(due).toEqual(['a@100', 'b@140']);
});

test('is neither shortened nor prolonged by a timer that is late', async () => {
  const late = setUp(undefined, (clock) => ({ ...clock, setTimeout: lateBy(clock, 700) }));
  late.countdowns.start('a', 1000);
  late.countdowns.start('b', 5000);
  await late.stage.advance(1500);
  expect(late.countdowns.remaining('a')).toBe(-500);
  late.countdowns.hold();
  await late.stage.advance(60_000);
  late.countdowns.release();
  await late.stage.advance(700);
  expect(late.due).toEqual(['a@62200']);
  expect(late.countdowns.remaining('b')).toBe(2800);
});

test('waits longer than a platform timer can', async () => {
  const delays: number[] = [];
  const { countdowns } = setUp(undefined, (clock) => ({
    ...clock,
    setTimeout: (callback, delay) => {
      delays.push(delay);
      return clock.setTimeout(callback, delay);
    },
  }));
  countdowns.start('a', 2 ** 40);
  countdowns.start('b', Infinity);
  expect(delays).toEqual([2 ** 31 - 1]);
});

function setUp(onDue?: (id: string) => void, bend = (clock: Clock): Clock => clock) {
  const stage = new Stage();
  const due: string[] = [];
  const { clock } = stage.runtime;
  const bound: Clock = {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    setTimeout: (callback, delay) => clock.setTimeout(callback, delay),
    clearTimeout: (timer) => clock.clearTimeout(timer),
    requestFrame: (callback) => clock.requestFrame(callback),
    cancelFrame: (frame) => clock.cancelFrame(frame),
  };
  const countdowns = new Countdowns(bend(bound), (id) => {
    due.push(`${id}@${stage.now}`);
    onDue?.(id);
  });
  return { stage, countdowns, due };
}

function lateBy(clock: Clock, ms: number): Clock['setTimeout'] {
  return (callback, delay) => clock.setTimeout(callback, Math.max(0, delay) + ms);
}
