import { expect, test } from 'vitest';
import { processData, startOperation } from '../../src/core/data-operations.js';
import { finish } from '../../src/core/row-operation.js';

const people = [
  { name: 'Ada', age: 36, joined: new Date(2) },
  { name: 'Grace', age: undefined, joined: new Date(1) },
  { name: 'Alan', age: 41, joined: new Date(NaN) },
  { name: 'Edsger', age: null, joined: new Date(3) },
  { name: 'Barbara', age: NaN, joined: new Date(1) },
];

test('sorts ascending unless told otherwise, missing values last', () => {
  expect(names(processData('sort', people, { field: 'age' }))).toBe(
    'Ada Alan Barbara Edsger Grace',
  );
});

test('sorts descending with missing values still last', () => {
  const options = { field: 'age', order: 'desc' } as const;
  expect(names(processData('sort', people, options))).toBe('Alan Ada Barbara Edsger Grace');
});

test('sorts dates by time and keeps the order of equal ones both ways', () => {
  const by = (order: 'asc' | 'desc'): string =>
    names(processData('sort', people, { field: 'joined', order }));
  expect(by('asc')).toBe('Grace Barbara Ada Edsger Alan');
  expect(by('desc')).toBe('Edsger Ada Grace Barbara Alan');
});

test('sorts rows that are no objects, and typed arrays', () => {
  expect(processData('sort', [3, null, 1, undefined, 2])).toEqual([1, 2, 3, null, undefined]);
  expect(processData('sort', new Float64Array([3, NaN, 1]))).toEqual([1, 3, NaN]);
  expect(names(processData('sort', [null, people[0], undefined], { field: 'age' }))).toContain('A');
});

test('filters by equality unless told otherwise', () => {
  const rows = [{ v: 5 }, { v: '5' }, { v: null }, { v: undefined }, { v: NaN }];
  const equal = (value: unknown): unknown[] => processData('filter', rows, { field: 'v', value });
  expect(equal(5)).toEqual([{ v: 5 }]);
  expect(equal('5')).toEqual([{ v: '5' }]);
  expect(equal(null)).toEqual([{ v: null }]);
  expect(equal(undefined)).toEqual([{ v: undefined }]);
  expect(equal(NaN)).toEqual([{ v: NaN }]);
});

test('finds dates of the same time', () => {
  const options = { field: 'joined', value: new Date(1) };
  expect(names(processData('filter', people, options))).toBe('Grace Barbara');
});

test.each([
  ['contains', 'a', 'Ada Grace Alan Barbara'],
  ['greater', 'B', 'Grace Edsger Barbara'],
  ['less', 'B', 'Ada Alan'],
  ['greater', 5, ''],
] as const)('filters names by %s %s', (operator, value, expected) => {
  expect(names(processData('filter', people, { field: 'name', operator, value }))).toBe(expected);
});

test('contains looks into texts, numbers and lists, never into what is missing', () => {
  const rows = ['a1', 21, ['1'], [1], null, undefined, NaN, { toString: () => '1' }];
  expect(processData('filter', rows, { operator: 'contains', value: '1' })).toEqual([
    'a1',
    21,
    ['1'],
  ]);
});

test('aggregates nothing to 0 and null', () => {
  expect(processData('aggregate', [], { field: 'age' })).toEqual({
    count: 0,
    sum: 0,
    average: 0,
    min: null,
    max: null,
  });
});

test('aggregates only what is a number, and counts every row', () => {
  expect(processData('aggregate', people, { field: 'age' })).toEqual({
    count: 5,
    sum: 77,
    average: 38.5,
    min: 36,
    max: 41,
  });
});

test('finds the extremes of more rows than a call takes arguments', () => {
  const rows = new Float64Array(500_000).map((_, index) => index);
  expect(processData('aggregate', rows)).toMatchObject({ min: 0, max: 499_999 });
});

test('names an unknown operation, operator and order, and what is no array', () => {
  const failing = (type: string, data: unknown, options?: object) => () =>
    finish(startOperation(type, data, options));
  expect(failing('shuffle', [])).toThrow(
    'Failed to process data: Unknown operation type: shuffle. Use sort, filter, aggregate.',
  );
  expect(failing('constructor', [])).toThrow('Unknown operation type: constructor');
  expect(failing('filter', [], { operator: 'near' })).toThrow(
    'Failed to filter: Unknown operator: near. Use equals, contains, greater or less.',
  );
  expect(failing('sort', [1], { order: 'up' })).toThrow('Unknown order: up. Use asc or desc.');
  expect(failing('sort', null)).toThrow('Failed to sort: null is no array.');
  expect(failing('sort', new DataView(new ArrayBuffer(8)))).toThrow('object is no array');
});

test('reports progress up to the total and stops as soon as the signal aborts', () => {
  const rows = Array.from({ length: 9000 }, (_, index) => -index);
  const seen: number[] = [];
  processData('sort', rows, {}, { onProgress: ({ done, total }) => seen.push(done / total) });
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect([seen.at(-1), seen.length > 10]).toEqual([1, true]);

  const controller = new AbortController();
  let steps = 0;
  const onProgress = (): void => void (++steps === 3 && controller.abort(new Error('enough')));
  const control = { signal: controller.signal, onProgress };
  expect(() => processData('sort', rows, {}, control)).toThrow('enough');
  expect(steps).toBe(3);
});

function names(rows: readonly unknown[]): string {
  return (rows as ({ name: string } | null | undefined)[]).map((row) => row?.name).join(' ');
}

test('the least of 0 and -0 is -0, and the greatest is 0, in any order', () => {
  for (const data of [
    [0, -0],
    [-0, 0],
  ]) {
    const { min, max } = processData('aggregate', data);
    expect([Object.is(min, -0), Object.is(max, 0)]).toEqual([true, true]);
  }
});
