import { expect, test } from 'vitest';
import { RowOffsets } from '../../src/core/row-offsets.js';

test('guesses what was not measured, and knows what was', () => {
  const offsets = offsetsOf(3);
  expect([offsets.startOf(1), offsets.startOf(2), offsets.end]).toEqual([57, 114, 171]);
  offsets.measure(1, 100);
  expect([offsets.startOf(1), offsets.startOf(2), offsets.end]).toEqual([57, 157, 214]);
  expect(offsets.startOf(99)).toBe(214);
});

test('finds the row at a height', () => {
  const offsets = offsetsOf(1000);
  offsets.measure(0, 20);
  for (const height of [-5, 0, 19]) expect(offsets.placeAt(height)).toBe(0);
  expect(offsets.placeAt(20)).toBe(1);
  expect(offsets.placeAt(offsets.startOf(500))).toBe(500);
  expect(offsets.placeAt(offsets.startOf(500) - 1)).toBe(499);
  expect(offsets.placeAt(1e9)).toBe(999);
  expect(new RowOffsets().placeAt(10)).toBe(0);
});

test('what was measured counts wherever its row goes, and a guess follows it', () => {
  const rows = [{ id: 1 }, { id: 2 }];
  const offsets = new RowOffsets<object>();
  offsets.take(rows);
  offsets.measure(1, 80);
  offsets.take([{ id: 0 }, ...rows]);
  expect([1, 2, 3].map((place) => offsets.startOf(place))).toEqual([80, 160, 240]);
  offsets.forget();
  expect(offsets.end).toBe(3 * 57);
});

test('rows that are none are measured in vain', () => {
  const offsets = offsetsOf(1);
  offsets.measure(5, 10);
  expect(offsets.end).toBe(57);
});

function offsetsOf(count: number): RowOffsets<object> {
  const offsets = new RowOffsets<object>();
  offsets.take(Array.from({ length: count }, (_, id) => ({ id })));
  return offsets;
}
