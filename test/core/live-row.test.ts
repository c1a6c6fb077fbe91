import { expect, test } from 'vitest';
import { readPush, readRows, type LiveRows } from '../../src/core/live-row.js';

const a = { id: 'a', title: 'A' };

test.each([[[a]], [{ items: [a] }]])('reads %j as a list', (value) => {
  expect(readRows(value, 'id')).toEqual({
    rows: [{ key: 'a', item: a }],
    invalid: [],
    duplicates: [],
  });
});

test.each([
  [null, 'missing'],
  ['text', 'a value of type string'],
  [{ items: 'text' }, 'a value of type object'],
  [{}, 'a value of type object'],
])('says what %j is instead of a list', (value, name) => {
  const problem = `The list is ${name}. Send an array, or {"items": […]}.`;
  expect(readRows(value, 'id')).toEqual({ problem });
});

test('tells items apart by any field, numbers and texts alike', () => {
  const items = [{ sku: 1 }, { sku: '2' }, { sku: '__proto__' }, { sku: 'constructor' }];
  const { rows } = readRows(items, 'sku') as LiveRows;
  expect(rows.map(({ key }) => key)).toEqual(['1', '2', '__proto__', 'constructor']);
});

test('leaves out what has no key, and says why', () => {
  const read = readRows([null, a, 'text', [], {}, { id: '' }, { id: {} }], 'id') as LiveRows;
  expect(read.rows).toHaveLength(1);
  expect(read.invalid).toEqual([
    'Item 1: It is missing. Send an object with "id".',
    'Item 3: It is a value of type string. Send an object with "id".',
    'Item 4: It is an array. Send an object with "id".',
    'Item 5: "id" is missing. Give each item a string or a number.',
    'Item 6: "id" is an empty string. Give each item a string or a number.',
    'Item 7: "id" is a value of type object. Give each item a string or a number.',
  ]);
});

test('of two with the same key the last counts, in the place of the first', () => {
  const again = { id: 'a', title: 'Again' };
  const read = readRows([a, { id: 'b' }, again, again], 'id') as LiveRows;
  expect(read.rows.map(({ item }) => item)).toEqual([again, { id: 'b' }]);
  expect(read.duplicates).toEqual(['"a" comes more than once. The last one is shown.']);
});

test('cuts a key of a megabyte', () => {
  const { rows } = readRows([{ id: 'x'.repeat(2 ** 20) }], 'id') as LiveRows;
  expect(rows[0]?.key).toHaveLength(256);
});

test.each<[string, unknown, unknown]>([
  ['an item', { item: a }, { key: 'a', item: a }],
  ['an item as it is', a, { key: 'a', item: a }],
  [
    'an item that has a field called item',
    { id: 1, item: 'Tea' },
    { key: '1', item: { id: 1, item: 'Tea' } },
  ],
  [
    'a patch with its key inside',
    { patch: { id: 'a', n: 1 } },
    { key: 'a', patch: { id: 'a', n: 1 } },
  ],
  ['a patch with its key beside', { id: 'a', patch: { n: 1 } }, { key: 'a', patch: { n: 1 } }],
  ['a deletion', { id: 'a', deleted: true }, { key: 'a', deleted: true }],
  [
    'a deletion of an item that is sent along',
    { item: a, deleted: true },
    { key: 'a', deleted: true },
  ],
])('reads %s', (_, payload, expected) => {
  expect(readPush(payload, 'id')).toEqual(expected);
});

test('takes a key that the way tells, but not before what is said', () => {
  expect(readPush({ patch: { n: 1 } }, 'id', 'a')).toEqual({ key: 'a', patch: { n: 1 } });
  expect(readPush({ patch: { id: 'b' } }, 'id', 'a')).toMatchObject({ key: 'b' });
  expect(readPush({ deleted: true }, 'id', 'a')).toEqual({ key: 'a', deleted: true });
});

test('reads the id of a deletion also where items have another key', () => {
  expect(readPush({ id: 7, deleted: true }, 'sku')).toEqual({ key: '7', deleted: true });
  expect(readPush({ sku: 7, deleted: true }, 'sku')).toEqual({ key: '7', deleted: true });
});

test('reads a whole list that is pushed', () => {
  expect(readPush([a], 'id')).toMatchObject({ rows: [{ key: 'a' }] });
  expect(readPush({ items: [a] }, 'id')).toMatchObject({ rows: [{ key: 'a' }] });
});

test.each([null, undefined, 7, 'text', {}, { item: {} }, { patch: { n: 1 } }, { deleted: true }])(
  'says what is wrong with %j',
  (payload) => {
    expect(readPush(payload, 'id')).toMatchObject({ problem: expect.any(String) as string });
  },
);
