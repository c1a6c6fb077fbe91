import fc from 'fast-check';
import { expect, test } from 'vitest';
import { processData } from '../../src/core/data-operations.js';

const value = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double(),
  fc.constantFrom('', 'a', 'b', 'B', 'ä', '10', '9'),
  fc.bigInt({ min: -3n, max: 3n }),
  fc.boolean(),
  fc.date({ noInvalidDate: false }),
  fc.constantFrom(null, undefined, NaN, -0, {}, [1]),
);
const rows = fc.array(fc.record({ value, n: fc.nat() }), { maxLength: 40 });
const order = fc.constantFrom('asc' as const, 'desc' as const);

test('sorts any mix of values as a naive stable sort does, and leaves the input alone', () => {
  fc.assert(
    fc.property(rows, order, (data, order) => {
      const before = [...data];
      const naive = data
        .map((row, index) => ({ row, index }))
        .sort((a, b) => naively(a.row.value, b.row.value, order) || a.index - b.index)
        .map(({ row }) => row);
      expectSame(processData('sort', data, { field: 'value', order }), naive);
      expectSame(data, before);
    }),
  );
});

test('sorts more rows than one step as the platform does', () => {
  const many = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 4000, maxLength: 15_000 });
  fc.assert(
    fc.property(many, (numbers) => {
      const data = numbers.map((key, n) => ({ key, n }));
      const expected = [...data].sort((a, b) => a.key - b.key);
      expectSame(processData('sort', data, { field: 'key' }), expected);
    }),
    { numRuns: 15 },
  );
});

test('filters as a naive loop does', () => {
  const operator = fc.constantFrom('equals' as const, 'greater' as const, 'less' as const);
  const text = fc.constantFrom('a', 'b', 'ab', '');
  const mixed = fc.oneof(text, fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(fc.array(mixed), mixed, operator, (data, wanted, operator) => {
      const naive = data.filter((item) => {
        if (typeof item !== typeof wanted) return false;
        if (operator === 'equals') return item === wanted;
        return operator === 'greater' ? item > wanted : item < wanted;
      });
      expect(processData('filter', data, { value: wanted, operator })).toEqual(naive);
    }),
  );
});

test('aggregates as naive loops do', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.integer(), value)), (data) => {
      const numbers = data.filter((item) => typeof item === 'number' && !Number.isNaN(item));
      const sum = (numbers as number[]).reduce((total, item) => total + item, 0);
      expect(processData('aggregate', data)).toEqual({
        count: data.length,
        sum,
        average: numbers.length === 0 ? 0 : sum / numbers.length,
        min: numbers.length === 0 ? null : Math.min(...(numbers as number[])),
        max: numbers.length === 0 ? null : Math.max(...(numbers as number[])),
      });
    }),
  );
});

/** Ranks: what can be ordered, by kind; then everything else; then what says nothing. */
function rank(value: unknown): number {
  if (value === undefined) return 9;
  if (value === null) return 8;
  if (Number.isNaN(value instanceof Date ? value.getTime() : value)) return 7;
  if (value instanceof Date) return 3;
  return { boolean: 1, number: 2, bigint: 2, string: 4 }[typeof value as string] ?? 6;
}

function naively(a: unknown, b: unknown, order: 'asc' | 'desc'): number {
  const [first, second] = [rank(a), rank(b)];
  const sign = order === 'desc' ? -1 : 1;
  if (first >= 7 || second >= 7) return first - second;
  if (first !== second) return (first - second) * sign;
  if (first === 6) return 0;
  if ((a as number) < (b as number)) return -sign;
  return (a as number) > (b as number) ? sign : 0;
}

/** Compares by identity: a row must be the row that went in. */
function expectSame(actual: readonly unknown[], expected: readonly unknown[]): void {
  expect(actual.length).toBe(expected.length);
  expect(actual.findIndex((row, index) => row !== expected[index])).toBe(-1);
}
