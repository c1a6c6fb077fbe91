import { expect, test } from 'vitest';
import type { Clock } from '../../src/core/runtime.js';
import { createWatchdog } from '../../src/core/watchdog.js';
import { Stage } from '../../src/stage/stage.js';

test('in a tab that runs timers once a minute, an answered ping never kills', async () => {
  const { stage, pings, deaths, dog } = guard({ throttle: 60_000, answers: true });
  await stage.advance(600_000);
  expect(pings.length).toBeGreaterThan(5);
  expect(deaths).toEqual([]);
  dog.stop();
  await stage.advance(20);
  expect(stage.pending.timers).toBe(0);
});

test('in such a tab a dead link is believed dead at the second late deadline', async () => {
  const { stage, deaths, pings } = guard({ throttle: 60_000, answers: false });
  await stage.advance(600_000);
  expect(deaths).toHaveLength(1);
  expect(pings).toHaveLength(2);
  expect(deaths[0]).toBeLessThanOrEqual(180_000);
});

test('a clock set back is no reason to kill', async () => {
  const { stage, deaths } = guard({ throttle: 1, answers: true });
  await stage.advance(1000);
  stage.cue('clock', { do: 'jump', by: -3_600_000 });
  await stage.advance(100_000);
  expect(deaths).toEqual([]);
});

test('a timeout longer than the interval is cut to the interval', async () => {
  const { stage, deaths } = guard({ throttle: 1, answers: false, interval: 1000 });
  await stage.advance(2000);
  expect(deaths).toEqual([2000]);
});

test.each([0, -1, NaN])('a timeout of %d ms counts as the interval', async (timeout) => {
  const { stage, deaths, timers } = guard({ throttle: 1, answers: false, interval: 1000, timeout });
  await stage.advance(2000);
  expect([deaths, timers]).toEqual([[2000], [1000, 1000]]);
});

interface GuardOptions {
  /** Timers run at multiples of this only. */
  readonly throttle: number;
  readonly answers: boolean;
  readonly interval?: number;
  readonly timeout?: number;
}

function guard({ throttle, answers, interval = 30_000, timeout = 5000 }: GuardOptions) {
  const stage = new Stage();
  const pings: number[] = [];
  const deaths: number[] = [];
  const timers: number[] = [];
  const { clock } = stage.runtime;
  const throttled: Clock = {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    setTimeout: (callback, delay) => {
      if (timers.push(delay) > 1000) throw new Error('Failed to rest: a thousand timers.');
      const due = Math.ceil((stage.now + delay) / throttle) * throttle;
      return clock.setTimeout(callback, due - stage.now);
    },
    clearTimeout: (timer) => clock.clearTimeout(timer),
    requestFrame: (callback) => clock.requestFrame(callback),
    cancelFrame: (frame) => clock.cancelFrame(frame),
  };
  const ping = (): void => {
    pings.push(stage.now);
    if (answers) clock.setTimeout(() => dog.noteLife(), 20);
  };
  const dog = createWatchdog(throttled, interval, timeout, ping, () => {
    deaths.push(stage.now);
    dog.stop();
  });
  return { stage, pings, deaths, timers, dog };
}
