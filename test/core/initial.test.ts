import { expect, test } from 'vitest';
import { initialOf } from '../../src/core/initial.js';

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
