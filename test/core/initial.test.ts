import { expect, test } from 'vitest';
import { initialOf, toneOf } from '../../src/core/initial.js';

test.each([
  ['ada', 'A'],
  ['  ölçer', 'Ö'],
  ['ßtraße', 'S'],
  ['дарья', 'Д'],
  ['葛飾', '葛'],
  ['हेमलता', 'हे'],
  ['مريم', 'م'],
  ['e\u0301va', 'É'.normalize('NFD')],
  ['👩🏽‍🚀 Mae', '👩🏽‍🚀'],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['<b>', '<'],
  ['\u2067\u200Fאבג', 'א'],
  ['', '?'],
  ['   ', '?'],
  [`Z${'\u0301'.repeat(1000)}`, 'Z'],
])('the initial of %j is %j', (name, initial) => {
  expect(initialOf(name)).toBe(initial);
});

test('what is upper case depends on the language', () => {
  expect(initialOf('ismail', 'tr')).toBe('İ');
  expect(initialOf('ismail', 'de')).toBe('I');
});

test('the same identifier always has the same tone, and all tones are used', () => {
  const tones = Array.from({ length: 100 }, (_, n) => toneOf(`user ${n}`, 6));
  expect(new Set(tones)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
  expect(Array.from({ length: 100 }, (_, n) => toneOf(`user ${n}`, 6))).toEqual(tones);
  expect(toneOf('', 6)).toBeGreaterThanOrEqual(0);
});
