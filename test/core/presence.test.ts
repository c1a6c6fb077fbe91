import { expect, test } from 'vitest';
import {
  comparePresence,
  expire,
  gone,
  nextExpiry,
  nobody,
  presentUsers,
  renew,
  seen,
} from '../../src/core/presence.js';

const limits = { ttl: 75_000, grace: 5000 };

test('a sign of life lasts 75 seconds, so that a hidden tab that beats once a minute stays', () => {
  const once = seen(nobody, { userId: 'ada' }, 0);
  expect(ids(expire(once, 60_000))).toEqual(['ada']);
  expect(ids(expire(once, 74_999))).toEqual(['ada']);
  expect(ids(expire(once, 75_000))).toEqual([]);
  expect(nextExpiry(once)).toBe(75_000);
  expect(nextExpiry(nobody)).toBe(Infinity);
});

test('who leaves stays for the time of grace, and who is back by then has never left', () => {
  const left = gone(seen(nobody, { userId: 'ada' }, 0), { userId: 'ada' }, 1000);
  expect(ids(expire(left, 5999))).toEqual(['ada']);
  expect(ids(expire(left, 6000))).toEqual([]);
  const back = seen(left, { userId: 'ada' }, 5999);
  expect(ids(expire(back, 80_998))).toEqual(['ada']);
  expect(comparePresence(left, back)).toEqual({ joined: [], left: [], changed: [] });
});

test('leaving prolongs nothing that was about to end', () => {
  const left = gone(seen(nobody, { userId: 'ada' }, 0), { userId: 'ada' }, 74_000);
  expect(ids(expire(left, 75_000))).toEqual([]);
});

test('many tabs are one user, who leaves with the last of them', () => {
  let presence = seen(nobody, { userId: 'ada', session: 'one' }, 0);
  presence = seen(presence, { userId: 'ada', session: 'two' }, 10);
  expect(presentUsers(presence)).toEqual([
    { userId: 'ada', status: 'online', lastSeen: 10, sessions: 2 },
  ]);
  presence = expire(gone(presence, { userId: 'ada', session: 'one' }, 20), 6000);
  expect(presentUsers(presence)).toMatchObject([{ sessions: 1 }]);
  presence = gone(presence, { userId: 'ada' }, 6000);
  expect(ids(expire(presence, 11_000))).toEqual([]);
});

test('a user is away only when all tabs are', () => {
  let presence = seen(nobody, { userId: 'ada', session: 'one', status: 'away' }, 0);
  expect(presentUsers(presence)).toMatchObject([{ status: 'away' }]);
  const before = presence;
  presence = seen(presence, { userId: 'ada', session: 'two' }, 0);
  expect(comparePresence(before, presence).changed).toMatchObject([{ status: 'online' }]);
});

test('a change tells of everybody once, and of nobody who came and went', () => {
  const before = seen(seen(nobody, { userId: 'ada' }, 0), { userId: 'bob' }, 0);
  let after = expire(gone(before, { userId: 'bob' }, 0), 5000);
  after = seen(seen(after, { userId: 'cy' }, 5000), { userId: 'cy', session: 'two' }, 5000);
  after = expire(gone(seen(after, { userId: 'dee' }, 0), { userId: 'dee' }, 0), 5001);
  after = seen(after, { userId: 'ada', status: 'away' }, 5001);
  const { joined, left, changed } = comparePresence(before, after);
  expect([joined, left, changed].map((users) => users.map(({ userId }) => userId))).toEqual([
    ['cy'],
    ['bob'],
    ['ada'],
  ]);
});

test('who could not be heard for a while gets time anew', () => {
  const presence = renew(seen(nobody, { userId: 'ada' }, 0), 70_000);
  expect(ids(expire(presence, 144_999))).toEqual(['ada']);
  expect(ids(expire(presence, 145_000))).toEqual([]);
});

test('of somebody unknown nobody hears that they went', () => {
  expect(gone(nobody, { userId: 'eve' }, 0, limits)).toBe(nobody);
});

test('a flood of users and of sessions is bounded', () => {
  const few = { ...limits, maxUsers: 2, maxSessions: 2 };
  let presence = nobody;
  for (const userId of ['a', 'b', 'c']) presence = seen(presence, { userId }, 0, few);
  expect(ids(presence)).toEqual(['a', 'b']);
  for (const session of ['1', '2', '3'])
    presence = seen(presence, { userId: 'a', session }, 1, few);
  expect(presentUsers(presence)[0]?.sessions).toBe(2);
});

function ids(presence: Parameters<typeof presentUsers>[0]): string[] {
  return presentUsers(presence).map(({ userId }) => userId);
}

test('who has said goodbye before nobody could be heard gets no time anew', () => {
  let presence = seen(nobody, { userId: 'ada' }, 0);
  presence = seen(presence, { userId: 'bob' }, 0);
  presence = gone(presence, { userId: 'ada' }, 1000);
  presence = renew(presence, 1500);
  expect(presentUsers(expire(presence, 6000)).map(({ userId }) => userId)).toEqual(['bob']);
});
