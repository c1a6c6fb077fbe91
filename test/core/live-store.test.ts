import { expect, test } from 'vitest';
import { LiveStore } from '../../src/core/live-store.js';

test('two events at the same moment keep their order', () => {
  const { store, keys } = setUp();
  const askedAt = store.ask();
  store.takePush({ id: 'a', deleted: true });
  store.takeList([{ id: 'a' }, { id: 'b' }], { askedAt }, 'fetch');
  expect(keys()).toEqual(['b']);
  store.takeList([{ id: 'c' }], {}, 'push');
  store.takePush({ id: 'd' });
  expect(keys()).toEqual(['d', 'c']);
});

test('what is held back is shown when it is let go, and told once', () => {
  const { store, keys, updates } = setUp();
  store.takeList([{ id: 'a' }], {}, 'push');
  store.hold();
  store.takePush({ id: 'b' });
  store.takePush({ id: 'c' });
  expect([keys(), updates]).toEqual([['a'], ['push']]);
  store.release();
  store.release();
  expect([keys(), updates]).toEqual([
    ['c', 'b', 'a'],
    ['push', 'push'],
  ]);
  store.hold();
  store.release();
  expect(updates).toHaveLength(2);
});

test('an answer is shown also while pushes are held back', () => {
  const { store, keys } = setUp();
  store.hold();
  store.takePush({ id: 'a' });
  store.takeList([{ id: 'b' }], { askedAt: store.ask() }, 'fetch');
  store.takePush({ id: 'c' });
  expect(keys()).toEqual(['b']);
});

test('a kept list that comes while an answer travels lets nothing pushed be lost', () => {
  const { store, keys } = setUp();
  const askedAt = store.ask();
  store.takeList([{ id: 'a' }], { age: 1000 }, 'push');
  store.takePush({ id: 'x' });
  store.takeList([{ id: 'b' }], { age: 2000 }, 'push');
  store.takePush({ id: 'y' });
  store.takeList([{ id: 'a' }, { id: 'b' }], { askedAt }, 'fetch');
  expect(keys()).toEqual(['y', 'x', 'a', 'b']);
});

test('what is pushed out of sight while an answer travels is still newer than that', () => {
  const { store, keys } = setUp();
  store.hold();
  const askedAt = store.ask();
  store.hold();
  store.takePush({ id: 'x' });
  store.takeList([{ id: 'a' }], { askedAt }, 'fetch');
  store.release();
  expect(keys()).toEqual(['x', 'a']);
});

test('a flood while an answer travels costs each push the same', { timeout: 4000 }, () => {
  const { store, keys } = setUp();
  const askedAt = store.ask();
  // Copying what is noted with each of them takes ten seconds.
  for (let n = 0; n < 10_000; n++) store.takePush({ id: n, deleted: true });
  store.takeList([{ id: 1 }, { id: 'a' }], { askedAt }, 'fetch');
  expect(keys()).toEqual(['a']);
});

test('tells once of what is wrong with every list, and of every bad push', () => {
  const { store, codes } = setUp();
  const bad = [{ id: 'a' }, { id: 'a' }, null];
  for (let n = 0; n < 3; n++) store.takeList(bad, {}, 'fetch');
  for (let n = 0; n < 2; n++) store.takePush(null);
  expect(codes).toEqual(['invalid-item', 'duplicate-key', 'invalid-push', 'invalid-push']);
  expect([store.invalid, store.problems.length]).toEqual([3, 3]);
  store.takeList([], {}, 'fetch');
  store.takeList(bad, {}, 'fetch');
  expect([store.invalid, codes.length]).toEqual([1, 6]);
});

test('keeps a few problems, and counts all', () => {
  const { store } = setUp();
  for (let n = 0; n < 100; n++) store.takePush(n);
  expect([store.invalid, store.problems.length]).toEqual([100, 5]);
});

test('knows whether anything has come, also an empty list', () => {
  const { store } = setUp();
  expect(store.isKnown).toBe(false);
  store.takePush(null);
  expect([store.isKnown, store.updatedAt]).toEqual([false, undefined]);
  store.takeList([], {}, 'fetch');
  expect([store.isKnown, store.updatedAt]).toEqual([true, 0]);
  store.forget();
  expect([store.isKnown, store.updatedAt]).toEqual([false, undefined]);
});

/** A store at a moment that never passes. */
function setUp() {
  const updates: string[] = [];
  const codes: string[] = [];
  const store = new LiveStore({
    key: () => 'id',
    cap: () => 100,
    now: () => 0,
    onUpdate: (source) => updates.push(source),
    onError: ({ code }) => codes.push(code),
  });
  return { store, updates, codes, keys: () => store.rows.map(({ key }) => key) };
}
