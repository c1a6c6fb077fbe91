import { expect, test } from 'vitest';
import { spreadingBackoff } from '../../src/core/backoff.js';
import { stampede } from '../bench/herd.js';

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

test('draws from windows that grow by the interval up to the cap, then stays close to the cap', () => {
  const delay = spreadingBackoff(2000, 5000);
  const ranges = [1, 2, 3, 4, 99].map((attempt) => [
    Math.round(delay(attempt, () => 0)),
    Math.round(delay(attempt, () => 0.999999)),
  ]);
  expect(ranges).toEqual([
    [0, 2000],
    [0, 4000],
    [0, 5000],
    [5000, 4900],
    [5000, 4900],
  ]);
});

test('never exceeds the cap, even when the interval does', () => {
  expect(spreadingBackoff(60_000, 8000)(1, () => 0.5)).toBe(4000);
});

test.each([5000, 10_000, 30_000, 60_000, 120_000])(
  '10,000 clients come back from %i ms within 10 s and almost evenly',
  (outage) => {
    const runs = seeds.map((seed) => stampede({ delay: spreadingBackoff(), outage, seed }));
    expect(Math.max(...runs.map(({ mostBack }) => mostBack))).toBeLessThan(10_000);
    expect(Math.max(...runs.map(({ peak }) => peak))).toBeLessThanOrEqual(150);
  },
);

test('scales with its settings', () => {
  const { peak, mostBack } = stampede({ delay: spreadingBackoff(10_000, 20_000), outage: 30_000 });
  expect(peak).toBeLessThan(90);
  expect(mostBack).toBeLessThan(20_000);
});

test('full jitter for ever would send far more in the first moments', () => {
  const delay = (attempt: number, random: () => number): number =>
    Math.min(5000 * attempt, 10_000) * random();
  expect(stampede({ delay, outage: 30_000 }).peak).toBeGreaterThan(200);
});
