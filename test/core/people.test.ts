import { expect, test } from 'vitest';
import { chooseFaces, People } from '../../src/core/people.js';
import type { PresentUser } from '../../src/core/presence.js';

test('people keep the order in which they came, also who was away for a while', () => {
  const people = new People();
  people.update([user('ada'), user('bob')], 0);
  people.update([user('cem'), user('bob', { status: 'away' }), user('ada')], 10);
  expect(ids(people)).toEqual(['ada', 'bob', 'cem']);
});

test('who has gone is offline for as long as is wanted, and then forgotten', () => {
  const people = new People();
  people.update([user('ada'), user('bob')], 0);
  people.update([user('bob')], 100);
  expect(people.get('ada')).toMatchObject({ status: 'offline', leftAt: 100, sessions: 0 });
  expect(people.expire(599, 500)).toBe(1);
  expect(people.size).toBe(2);
  expect(people.expire(600, 500)).toBe(Infinity);
  expect(ids(people)).toEqual(['bob']);
});

test('who comes back takes their old place', () => {
  const people = new People();
  people.update([user('ada'), user('bob')], 0);
  people.update([user('bob')], 100);
  people.update([user('bob'), user('ada')], 200);
  expect(ids(people)).toEqual(['ada', 'bob']);
  expect(people.get('ada')).toMatchObject({ status: 'online', leftAt: undefined });
});

test('somebody who is as before stays the same object, so that nothing is drawn again', () => {
  const people = new People();
  people.update([user('ada')], 0);
  const before = people.get('ada');
  people.update([user('ada', { lastSeen: 99 })], 10);
  expect(people.get('ada')).toBe(before);
  people.update([user('ada', { color: '#ff0000' })], 20);
  expect(people.get('ada')).not.toBe(before);
});

test('a flood of people who come and go leaves a hundred of them', () => {
  const people = new People();
  for (let n = 0; n < 1000; n++) {
    people.update([user(`u${n}`)], n);
    people.expire(n, Infinity);
  }
  expect(people.size).toBe(101);
  expect(ids(people)[0]).toBe('u899');
});

test('where there is room for few, who is online comes first, and nobody jumps about', () => {
  const people = new People();
  people.update([user('ada', { status: 'away' }), user('bob'), user('cem'), user('dao')], 0);
  people.update([user('ada', { status: 'away' }), user('bob'), user('dao')], 1);
  const chosen = (most: number) => chooseFaces(people.list, most).map(({ userId }) => userId);
  expect(chosen(2)).toEqual(['bob', 'dao']);
  expect(chosen(3)).toEqual(['ada', 'bob', 'dao']);
  expect(chosen(4)).toEqual(['ada', 'bob', 'cem', 'dao']);
  expect(chosen(0)).toEqual([]);
});

test.each([
  ['ada', 'A'],
  ['“Ada”', 'A'],
  ['@ada', 'A'],
  ['__proto__', 'P'],
  ['ß', 'S'],
  ['đào', 'Đ'],
  ['ليلى', 'ل'],
  ['👩‍👩‍👧‍👦 family', '👩‍👩‍👧‍👦'],
  ['e\u0301va', 'E\u0301'],
  ['\u200B\u200B', '?'],
  ['…', '?'],
])('the initial of %s is %s', (name, initial) => {
  const people = new People();
  people.update([user('', { name })], 0);
  expect(people.list[0]?.initial).toBe(initial);
});

function user(userId: string, more: Partial<PresentUser> = {}): PresentUser {
  return { userId, status: 'online', lastSeen: 0, sessions: 1, ...more };
}

function ids(people: People): string[] {
  return people.list.map(({ userId }) => userId);
}
