import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNotification, type Notification } from '../../src/core/notification.js';

test.each([
  ['title', 256],
  ['message', 2048],
] as const)('cuts the %s at %i characters, ellipsis included', (field, length) => {
  expect(read({ [field]: 'x'.repeat(length) })[field]).toBe('x'.repeat(length));
  expect(read({ [field]: 'x'.repeat(length + 1) })[field]).toBe(`${'x'.repeat(length - 1)}…`);
  expect(read({ [field]: 'x'.repeat(1_000_000) })[field]).toBe(`${'x'.repeat(length - 1)}…`);
});

test('never splits a surrogate pair', () => {
  expect(read({ title: 'x'.repeat(254) + '😀'.repeat(9) }).title).toBe(`${'x'.repeat(254)}…`);
  expect(read({ title: 'x'.repeat(253) + '😀'.repeat(9) }).title).toBe(`${'x'.repeat(253)}😀…`);
});

test('removes direction overrides, and leaves marks and embeddings that have an honest use', () => {
  expect(read({ title: 'invoice-\u202Egpj.exe' }).title).toBe('invoice-gpj.exe');
  expect(read({ title: '\u202Dabc\u202C' }).title).toBe('abc\u202C');
  expect(read({ title: '\u2067שלום\u2069 \u200F!' }).title).toBe('\u2067שלום\u2069 \u200F!');
});

test('keeps any text whole in length and in characters, whatever it is made of', () => {
  const piece = fc.constantFrom('x', '😀', '\u202E', '\u202D', 'שלום', ' ');
  const text = fc
    .array(fc.tuple(piece, fc.nat(300)), { maxLength: 6 })
    .map((runs) => runs.map(([unit, times]) => unit.repeat(times)).join(''));
  fc.assert(
    fc.property(text, (title) => {
      const cut = read({ title, message: 'So that there is text.' }).title;
      expect(cut.length).toBeLessThanOrEqual(256);
      expect(cut).not.toMatch(/[\u202D\u202E]/);
      expect(cut, 'half a surrogate pair').not.toMatch(/\p{Surrogate}/u);
      const whole = title.replace(/[\u202D\u202E]/g, '').trim();
      if (cut !== whole) {
        expect(cut.endsWith('…')).toBe(true);
        expect(whole.startsWith(cut.slice(0, -1))).toBe(true);
      }
    }),
  );
});

function read(texts: object): Notification {
  const parsed = parseNotification({ id: 'n1', ...texts }, 0);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}
