import { expect, test } from 'vitest';
import type { Clock } from '../../src/core/runtime.js';
import { Stage } from '../../src/stage/stage.js';

/** What Chromium makes of a delay, in a page and in a worker. */
const DELAYS = [
  [2 ** 31 - 1, 2 ** 31 - 1],
  [2 ** 31, 0],
  [2 ** 31 + 100, 0],
  [2 ** 32, 0],
  [2 ** 32 + 200, 200],
  [2 ** 32 + 200.9, 200],
  [2 ** 53 + 400, 400],
  [-(2 ** 31) - 1, 2 ** 31 - 1],
  [-(2 ** 32) + 300, 300],
  [Infinity, 0],
  [1e300, 0],
] as const;

test.each(DELAYS)('a delay of %d is one of %d ms in a page', async (delay, due) => {
  const stage = new Stage();
  expect(await firedAt(stage, stage.runtime.clock, delay)).toBe(due);
});

test.each(DELAYS)('a delay of %d is one of %d ms in a worker', async (delay, due) => {
  const stage = new Stage();
  let clock: Clock | undefined;
  stage.worker('*', (scope) => void (clock = scope.clock));
  new stage.runtime.Worker('/worker.js');
  await stage.advance(0);
  expect(await firedAt(stage, clock!, delay)).toBe(due);
});

async function firedAt(stage: Stage, clock: Clock, delay: number): Promise<number | undefined> {
  let at: number | undefined;
  clock.setTimeout(() => (at = stage.now), delay);
  await stage.advance(2 ** 31);
  return at;
}
