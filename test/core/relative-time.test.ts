import { expect, test } from 'vitest';
import { relativeTime } from '../../src/core/relative-time.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 0, 15, 9);
const words = {
  justNow: 'now',
  minutesAgo: (minutes: number) => `${minutes} min`,
  hoursAgo: (hours: number) => `${hours} h`,
};

test.each([
  [0, 'now', MINUTE],
  [59_999, 'now', 1],
  [60_000, '1 min', MINUTE],
  [2 * MINUTE - 1, '1 min', 1],
  [2 * MINUTE, '2 min', MINUTE],
  [59 * MINUTE + 59_999, '59 min', 1],
  [HOUR, '1 h', HOUR],
  [2 * HOUR - 1, '1 h', 1],
  [DAY - 1, '23 h', 1],
  [DAY, '2026-01-14', Infinity],
  [400 * DAY, '2024-12-11', Infinity],
  [-1, 'now', MINUTE + 1],
  [-HOUR, 'now', HOUR + MINUTE],
])('says of an age of %i ms: %s, for %i ms', (age, text, changesIn) => {
  expect(say(age)).toEqual({ text, changesIn });
});

test('always changes its words when it says it will, and not before', () => {
  for (let age = -90_000; age < DAY;) {
    const { text, changesIn } = say(age);
    expect(say(age + changesIn - 1).text).toBe(text);
    expect(say(age + changesIn).text).not.toBe(text);
    age += changesIn;
  }
});

function say(age: number) {
  const date = (time: number): string => new Date(time).toISOString().slice(0, 10);
  return relativeTime(NOW - age, NOW, words, date);
}
