import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotificationList } from '../../src/core/notification-list.js';
import type { Notification } from '../../src/core/notification.js';

const undo = { id: 'undo', label: 'Undo' };

test('drops the oldest when the cap is reached, and remembers it', () => {
  const list = new NotificationList(2);
  for (const id of ['a', 'b', 'c']) list.add(notification(id));
  expect(list.evict().map(idOf)).toEqual(['a']);
  expect(list.entries.map(idOf)).toEqual(['c', 'b']);
  expect(list.missed.map(idOf)).toEqual(['a']);
});

test('never drops an action to make room', () => {
  const list = new NotificationList(2);
  list.add(notification('undo', { action: undo }));
  for (const id of ['a', 'b', 'c']) list.add(notification(id));
  expect(list.evict().map(idOf)).toEqual(['a', 'b']);
  expect(list.entries.map(idOf)).toEqual(['c', 'undo']);
});

test('keeps the newest, even if all others carry an action', () => {
  const list = new NotificationList(2);
  for (const id of ['a', 'b']) list.add(notification(id, { action: undo }));
  list.add(notification('c'));
  expect(list.evict()).toEqual([]);
  list.add(notification('d'));
  expect(list.evict().map(idOf)).toEqual(['c']);
});

test('holds at most ten times its cap, even of actions', () => {
  const list = new NotificationList(3);
  for (let n = 1; n <= 40; n++) {
    list.add(notification(`a${n}`, { action: undo }));
    list.evict();
  }
  expect(list.size).toBe(30);
  expect(list.entries.map(idOf).at(-1)).toBe('a11');
});

test('updates the same id where it stands, and counts', () => {
  const list = new NotificationList();
  list.add(notification('a'));
  list.add(notification('b'));
  expect(list.add(notification('a', { title: 'Later' }))).toBe('updated');
  expect(list.entries.map(idOf)).toEqual(['b', 'a']);
  expect(list.get('a')).toMatchObject({ count: 2, notification: { title: 'Later' } });
});

test('takes an identical notification for a duplicate', () => {
  const list = new NotificationList();
  list.add(notification('a', { action: undo }));
  expect(list.add(notification('a', { action: { ...undo } }))).toBe('duplicate');
  expect(list.get('a')?.count).toBe(1);
});

test.each([
  { timestamp: 1 },
  { title: 'Other' },
  { message: 'Other' },
  { type: 'error' as const },
  { duration: 9000 },
  { action: undefined },
  { action: { id: 'redo', label: 'Undo' } },
  { action: { id: 'undo', label: 'Undo all' } },
])('takes one that differs in %j for an update', (change) => {
  const list = new NotificationList();
  list.add(notification('a', { action: undo }));
  expect(list.add(notification('a', { action: undo, ...change }))).toBe('updated');
});

test('forgets that it missed what has come again', () => {
  const list = new NotificationList();
  list.miss({ notification: notification('a'), count: 1 });
  expect(list.add(notification('a'))).toBe('added');
  expect(list.missed).toEqual([]);
});

test.each(['__proto__', 'constructor', 'toString'])(
  'keeps the id %s apart like any other',
  (id) => {
    const list = new NotificationList();
    expect(list.get(id)).toBeUndefined();
    expect(list.add(notification(id))).toBe('added');
    expect(list.get(id)?.notification.id).toBe(id);
    expect(list.remove(id)?.notification.id).toBe(id);
    expect(list.size).toBe(0);
  },
);

test('bounds the history, oldest out', () => {
  const list = new NotificationList();
  for (let n = 1; n <= 60; n++) list.miss({ notification: notification(`m${n}`), count: 1 });
  list.miss({ notification: notification('m20'), count: 1 });
  expect(list.missed).toHaveLength(50);
  expect([0, 1, 49].map((n) => list.missed.map(idOf)[n])).toEqual(['m20', 'm60', 'm11']);
});

test.each([
  [0, 0],
  [-3, 0],
  [2.5, 2],
])('reads the cap %j as %j', (cap, size) => {
  const list = new NotificationList(cap);
  for (const id of ['a', 'b', 'c']) list.add(notification(id));
  list.evict();
  expect(list.size).toBe(size);
});

test('keeps everything when the cap is no number', () => {
  const list = new NotificationList(NaN);
  for (const id of ['a', 'b', 'c']) list.add(notification(id));
  expect(list.evict()).toEqual([]);
});

test('agrees with a list of plain arrays, whatever happens', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__');
  const step = fc.oneof(
    fc.record({ do: fc.constant('add' as const), id, version: fc.nat(2), acts: fc.boolean() }),
    fc.record({ do: fc.constantFrom('remove' as const, 'miss' as const), id }),
  );
  fc.assert(
    fc.property(fc.nat(4), fc.array(step, { maxLength: 60 }), (cap, steps) => {
      const list = new NotificationList(cap);
      let naive: { id: string; version: number; acts: boolean; count: number }[] = [];
      for (const step of steps) {
        if (step.do === 'add') {
          const { id, version, acts } = step;
          const known = naive.find((entry) => entry.id === id);
          if (!known) naive.push({ id, version, acts, count: 1 });
          else if (known.version !== version || known.acts !== acts)
            Object.assign(known, { version, acts, count: known.count + 1 });
          list.add(notification(id, { timestamp: version, action: acts ? undo : undefined }));
          const passing = naive.filter((entry) => !entry.acts && (entry !== naive.at(-1) || !cap));
          const gone = passing.slice(0, Math.max(0, naive.length - cap));
          naive = naive.filter((entry) => !gone.includes(entry) && cap > 0);
          list.evict();
        } else {
          naive = naive.filter((entry) => entry.id !== step.id);
          const removed = step.do === 'remove' ? list.remove(step.id) : list.get(step.id);
          if (step.do === 'miss' && removed) list.miss(removed);
        }
        const ids = list.entries.map((entry) => `${idOf(entry)} ×${entry.count}`);
        expect(ids).toEqual(naive.map(({ id, count }) => `${id} ×${count}`).reverse());
      }
    }),
  );
});

function notification(id: string, more: Partial<Notification> = {}): Notification {
  const plain = { type: 'info', title: id, message: '', timestamp: 0 } as const;
  return { id, ...plain, duration: undefined, action: undefined, ...more };
}

function idOf({ notification }: { notification: Notification }): string {
  return notification.id;
}
