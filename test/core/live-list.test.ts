import { expect, test } from 'vitest';
import {
  asked,
  capped,
  changed,
  noList,
  replaced,
  type LiveList,
} from '../../src/core/live-list.js';
import type { LiveItem, LiveRow } from '../../src/core/live-row.js';

const CAP = 100;

test('shows a list as it was answered', () => {
  const list = replaced(noList, rows('a', 'b'), 1, CAP);
  expect(keys(list)).toEqual(['a', 'b']);
  expect(list.isFull).toBe(false);
});

test('puts what is new first, and leaves in its place what is known', () => {
  const list = push(replaced(noList, rows('a', 'b'), 1, CAP), 2, { key: 'c', item: { id: 'c' } });
  const patched = push(list, 3, { key: 'b', patch: { n: 1 } });
  expect(keys(patched)).toEqual(['c', 'a', 'b']);
  expect(itemOf(patched, 'b')).toEqual({ id: 'b', n: 1 });
});

test('what is pushed while an answer travels is not overwritten by it', () => {
  let list = asked(replaced(noList, rows('a', 'b', 'c'), 1, CAP));
  list = push(list, 11, { key: 'a', deleted: true });
  list = push(list, 12, { key: 'b', patch: { n: 1 } });
  list = push(list, 13, { key: 'd', item: { id: 'd' } });
  list = replaced(list, rows('a', 'b', 'c', 'e'), 10, CAP);
  expect(keys(list)).toEqual(['d', 'b', 'c', 'e']);
  expect(itemOf(list, 'b')).toEqual({ id: 'b', n: 1 });
});

test('what was pushed before the question gives way to the answer', () => {
  let list = push(replaced(noList, rows('a'), 1, CAP), 2, { key: 'b', item: { id: 'b' } });
  list = replaced(asked(list), rows('c'), 3, CAP);
  expect(keys(list)).toEqual(['c']);
});

test('a patch that comes before its item is put on it', () => {
  const list = push(asked(noList), 2, { key: 'a', patch: { n: 1 } });
  expect(keys(list)).toEqual([]);
  expect(itemOf(replaced(list, rows('a'), 1, CAP), 'a')).toEqual({ id: 'a', n: 1 });
});

test('patches add up, end at a deletion, and begin again at an item', () => {
  let list = asked(noList);
  for (const patch of [{ n: 1 }, { m: 2 }, { n: 3 }]) list = push(list, 2, { key: 'a', patch });
  expect(itemOf(replaced(list, rows('a'), 1, CAP), 'a')).toEqual({ id: 'a', n: 3, m: 2 });
  list = push(list, 3, { key: 'a', deleted: true });
  list = push(list, 4, { key: 'a', patch: { n: 4 } });
  expect(keys(replaced(list, rows('a'), 1, CAP))).toEqual([]);
  list = push(list, 5, { key: 'a', item: { id: 'a', x: 1 } });
  list = push(list, 6, { key: 'a', patch: { y: 2 } });
  expect(itemOf(replaced(list, rows('a'), 1, CAP), 'a')).toEqual({ id: 'a', x: 1, y: 2 });
});

test('a list or a change that is older than the list changes nothing', () => {
  const list = replaced(noList, rows('a'), 10, CAP);
  expect(replaced(asked(list), rows('b'), 9, CAP).rows).toBe(list.rows);
  expect(push(list, 9, { key: 'a', deleted: true })).toBe(list);
});

test('items of a bus that are newer than its list stay, whichever comes first', () => {
  const item = { id: 'a', n: 2 };
  const before = push(asked(noList), 6, { key: 'a', item });
  expect(itemOf(replaced(before, rows('a', 'b'), 5, CAP), 'a')).toEqual(item);
  expect(itemOf(replaced(before, rows('a', 'b'), 7, CAP), 'a')).toEqual({ id: 'a' });
});

test('lets the last go when the cap is reached, and says that there are more', () => {
  let list = replaced(noList, rows('a', 'b', 'c'), 1, 2);
  expect([keys(list), list.isFull]).toEqual([['a', 'b'], true]);
  list = changed(list, { key: 'd', item: { id: 'd' } }, 2, 2);
  expect([keys(list), list.isFull]).toEqual([['d', 'a'], true]);
  list = replaced(list, rows('e'), 3, 2);
  expect([keys(list), list.isFull]).toEqual([['e'], false]);
  expect(keys(capped(list, 0))).toEqual([]);
  expect(capped(list, NaN)).toBe(list);
});

test('keeps the same row for an item that says the same', () => {
  const list = replaced(noList, rows('a', 'b'), 1, CAP);
  const again = replaced(asked(list), [row({ id: 'b', n: 1 }), row({ id: 'a' })], 2, CAP);
  expect(again.rows[1]).toBe(list.rows[0]);
  expect(again.rows[0]).not.toBe(list.rows[1]);
  expect(push(list, 2, { key: 'a', item: { id: 'a' } }).rows).toBe(list.rows);
  expect(push(list, 2, { key: 'z', deleted: true }).rows).toBe(list.rows);
});

test('a patch may hold any name, and harms nothing', () => {
  const patch = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}') as LiveItem;
  const list = push(replaced(noList, rows('a'), 1, CAP), 2, { key: 'a', patch });
  expect(itemOf(list, 'a')).toMatchObject({ id: 'a', constructor: 1 });
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

function push(list: LiveList, time: number, change: Parameters<typeof changed>[1]): LiveList {
  return changed(list, change, time, CAP);
}

function rows(...ids: string[]): LiveRow[] {
  return ids.map((id) => row({ id }));
}

function row(item: { id: string } & Record<string, unknown>): LiveRow {
  return { key: item.id, item };
}

function keys({ rows: all }: LiveList): string[] {
  return all.map(({ key }) => key);
}

function itemOf({ rows: all }: LiveList, key: string): LiveItem | undefined {
  return all.find((one) => one.key === key)?.item;
}
