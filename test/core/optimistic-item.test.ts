import { expect, test } from 'vitest';
import {
  isNewer,
  isSameValue,
  newest,
  parseId,
  parseItem,
  type Item,
} from '../../src/core/optimistic-item.js';

test('an item has an id and a text, and keeps fields of its own', () => {
  expect(parseItem({ id: 7, text: 42, aisle: 3 })).toEqual({ id: '7', text: '42', aisle: 3 });
});

test.each([
  [null, 'The item is missing. Send an object with "id" and "text".'],
  [[], 'The item is an array. Send an object with "id" and "text".'],
  [{ text: 'a' }, '"id" is missing. Give each item a text or a number.'],
  [{ id: '', text: 'a' }, '"id" is an empty string. Give each item a text or a number.'],
  [{ id: {}, text: 'a' }, '"id" is a value of type object. Give each item a text or a number.'],
  [{ id: 'a' }, '"text" is missing. Give each item a text.'],
  [{ id: 'a', text: [] }, '"text" is an array. Give each item a text.'],
])('%j is no item, and why is said', (payload, problem) => {
  expect(parseItem(payload)).toEqual({ problem });
});

test.each(['.', '..', '\uD83D', 'x'.repeat(257)])('the id %j fits into no address', (id) => {
  const problem = '"id" cannot be part of an address. Give each item a short, plain id.';
  expect(parseId({ id })).toEqual({ problem });
});

test('an item that carries a prototype keeps its own', () => {
  const item = parseItem(JSON.parse('{"id":"a","text":"b","__proto__":{"done":true}}')) as Item;
  expect(item.done).toBeUndefined();
  expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
});

test('versions decide, then times; without either nobody knows', () => {
  const at = (more: object): Item => ({ id: 'a', text: 'b', ...more });
  expect(isNewer(at({ version: 2, timestamp: 1 }), at({ version: 1, timestamp: 9 }))).toBe(true);
  expect(isNewer(at({ version: 1 }), at({ version: 1 }))).toBe(false);
  expect(isNewer(at({ timestamp: '2026-01-15T09:00:01Z' }), at({ timestamp: 0 }))).toBe(true);
  expect(isNewer(at({ timestamp: 5 }), at({ timestamp: 6 }))).toBe(false);
  expect(isNewer(at({ version: 2 }), at({ timestamp: 6 }))).toBeUndefined();
});

test('items that are equally new are merged field by field', () => {
  const mine = { id: 'a', text: 'new', text_timestamp: 5, done: false, done_timestamp: 1 };
  const theirs = { id: 'a', text: 'old', text_timestamp: 1, done: true, done_timestamp: 5 };
  const known = { ...mine, timestamp: 5 };
  expect(newest(known, { ...theirs, timestamp: 5 })).toMatchObject({ text: 'new', done: true });
});

test('values that are nested too deep to be compared differ', () => {
  const deep = (): unknown => JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
  expect(isSameValue(deep(), deep())).toBe(false);
});
