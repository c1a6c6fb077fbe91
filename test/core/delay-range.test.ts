import { expect, test } from 'vitest';
import { fullJitter, readDelayRange } from '../../src/core/delay-range.js';

test.each([
  ['1000,15000', { min: 1000, max: 15_000 }],
  [' 250 , 4000 ', { min: 250, max: 4000 }],
  ['2000', { min: 2000, max: 2000 }],
])('reads %j', (text, range) => {
  expect(readDelayRange(text)).toEqual(range);
});

test.each([
  '',
  'soon',
  '1000,',
  ',1000',
  '1,2,3',
  '0,1000',
  '-1,5',
  '5000,1000',
  '1,Infinity',
  '1;2',
])('makes nothing of %j', (text) => {
  expect(readDelayRange(text)).toBeUndefined();
});

test('draws from the whole window, also at the cap', () => {
  const delay = fullJitter({ min: 1000, max: 2500 });
  const ranges = [1, 2, 3, 4, 99].map((attempt) => [
    delay(attempt, () => 0),
    delay(attempt, () => 0.5),
    Math.round(delay(attempt, () => 0.999999)),
  ]);
  expect(ranges).toEqual([
    [0, 500, 1000],
    [0, 1000, 2000],
    [0, 1250, 2500],
    [0, 1250, 2500],
    [0, 1250, 2500],
  ]);
});

test('draws from one window where there is only one number', () => {
  const delay = fullJitter({ min: 2000, max: 2000 });
  expect([1, 2, 50].map((attempt) => delay(attempt, () => 0.25))).toEqual([500, 500, 500]);
});
