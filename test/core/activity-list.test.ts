import { expect, test } from 'vitest';
import { ActivityList } from '../../src/core/activity-list.js';
import { parseActivity, type Activity } from '../../src/core/activity.js';

const MINUTE = 60_000;

test('puts activities in the order of their times, whenever they come', () => {
  const list = listOf(activity('b', 20), activity('c', 30), activity('a', 10));
  expect(ids(list)).toEqual(['c', 'b', 'a']);
  expect([list.newest?.id, list.oldest?.id, list.size]).toEqual(['c', 'a', 3]);
});

test('takes the one that came later for the newer where times are the same', () => {
  const list = listOf(activity('a', 10), activity('b', 10));
  list.add(activity('older', 10), 'below');
  expect(ids(list)).toEqual(['b', 'a', 'older']);
});

test('keeps one per id: a double changes nothing, what is newer and different moves', () => {
  const list = listOf(activity('a', 10), activity('b', 20));
  const { rows } = list;
  expect(list.add(activity('a', 10))).toBe(false);
  expect(list.add(activity('a', 30))).toBe(false);
  expect(list.add(activity('a', 5, { target: 'stale' }))).toBe(false);
  expect(list.rows).toBe(rows);
  expect(list.add(activity('a', 30, { target: 'new' }))).toBe(true);
  expect(ids(list)).toEqual(['a', 'b']);
  expect(list.get('a')?.target).toBe('new');
});

test('lets the oldest go beyond the cap, and keeps the rows of the others', () => {
  const list = listOf(...[1, 2, 3, 4, 5].map((n) => activity(`a${n}`, n)));
  const [newest] = list.rows;
  list.cap = 3;
  expect(list.evict().map(({ id }) => id)).toEqual(['a1', 'a2']);
  expect(ids(list)).toEqual(['a5', 'a4', 'a3']);
  expect(list.rows[0]).toBe(newest);
  list.cap = NaN;
  expect(list.evict()).toEqual([]);
});

test('folds what somebody does again within the window, and only beside each other', () => {
  const list = new ActivityList();
  list.foldWindow = 10 * MINUTE;
  list.add(by('ada', 'a1', 0));
  list.add(by('ada', 'a2', 9));
  list.add(by('bob', 'b1', 10));
  list.add(by('ada', 'a3', 11));
  list.add(by('ada', 'a4', 21));
  expect(folds(list)).toEqual([['a4'], ['a3'], ['b1'], ['a2', 'a1']]);
  list.foldWindow = 0;
  expect(folds(list)).toHaveLength(5);
});

test('folds nobody with somebody else of whom nothing is known', () => {
  const list = new ActivityList();
  list.foldWindow = MINUTE;
  list.add(activity('a', 1, { userId: '', userName: '' }));
  list.add(activity('b', 2, { userId: '', userName: '' }));
  expect(folds(list)).toEqual([['b'], ['a']]);
});

test('a row keeps its key while it grows and shrinks, and others keep their rows', () => {
  const list = new ActivityList();
  list.foldWindow = MINUTE;
  list.add(activity('other', 0));
  list.add(by('ada', 'a1', 0.1));
  const [row, other] = list.rows;
  list.add(by('ada', 'a2', 0.2));
  expect([list.rows[0]?.key, list.rows[1]]).toEqual([row?.key, other]);
  list.cap = 1;
  list.evict();
  expect(folds(list)).toEqual([['a2']]);
  expect(list.rows[0]?.key).toBe(row?.key);
});

test('older ones below may lengthen a row, and change no row above', () => {
  const list = new ActivityList();
  list.foldWindow = 10 * MINUTE;
  list.add(by('ada', 'a5', 5));
  list.add(by('bob', 'b6', 6));
  const [above] = list.rows;
  list.add(by('ada', 'a4', 4), 'below');
  list.add(by('cem', 'c3', 3), 'below');
  expect(folds(list)).toEqual([['b6'], ['a5', 'a4'], ['c3']]);
  expect(list.rows[0]?.key).toBe(above?.key);
});

test('rows and activities agree, whatever comes in whatever order', () => {
  const list = new ActivityList(40);
  list.foldWindow = 3;
  let seed = 1;
  const draw = (below: number): number => (seed = (seed * 16_807) % 2_147_483_647) % below;
  for (let n = 0; n < 2000; n++) {
    const userId = `u${draw(3)}`;
    list.add(activity(`a${draw(500)}`, draw(200), { userId, target: String(n) }));
    if (draw(3) === 0) list.evict();
    if (draw(5) > 0) continue;
    const fresh = new ActivityList(Infinity);
    fresh.foldWindow = 3;
    for (const each of list.activities) fresh.add(each);
    expect(folds(list)).toEqual(folds(fresh));
    expect(new Set(list.rows.map(({ key }) => key)).size).toBe(list.rows.length);
  }
});

function listOf(...activities: Activity[]): ActivityList {
  const list = new ActivityList();
  for (const each of activities) list.add(each);
  return list;
}

function activity(id: string, timestamp: number, more: object = {}): Activity {
  const payload = { id, userId: id, action: 'did', target: id, timestamp, ...more };
  return parseActivity(payload, 1e12) as Activity;
}

function by(userId: string, id: string, minutes: number): Activity {
  return activity(id, minutes * MINUTE, { userId });
}

function ids({ rows }: ActivityList): (string | undefined)[] {
  return rows.map(({ activities }) => activities[0]?.id);
}

function folds({ rows }: ActivityList): string[][] {
  return rows.map(({ activities }) => activities.map(({ id }) => id));
}
