import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  comparePresence,
  expire,
  gone,
  nextExpiry,
  nobody,
  presentUsers,
  seen,
  type Presence,
} from '../../src/core/presence.js';

const limits = { ttl: 100, grace: 10 };
const who = {
  userId: fc.constantFrom('ada', 'bob', 'cy'),
  session: fc.constantFrom('one', 'two'),
  after: fc.integer({ min: 0, max: 60 }),
};
const step = fc.oneof(
  fc.record({ ...who, do: fc.constant('seen' as const) }),
  fc.record({ ...who, do: fc.constant('gone' as const) }),
);

test('somebody is present exactly while a session of theirs has time left', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let presence: Presence = nobody;
      const ends = new Map<string, number>();
      let now = 0;
      for (const { do: verb, after, userId, session } of steps) {
        now += after;
        const key = `${userId} ${session}`;
        const end = ends.get(key) ?? -1;
        presence = expire(presence, now);
        if (verb === 'seen') {
          presence = seen(presence, { userId, session }, now, limits);
          ends.set(key, now + 100);
        } else {
          presence = gone(presence, { userId, session }, now, limits);
          if (end > now) ends.set(key, Math.min(end, now + 10));
        }
        const live = [...ends].filter(([, time]) => time > now);
        const users = new Set(live.map(([name]) => name.split(' ')[0]));
        expect(new Set(presentUsers(presence).map((user) => user.userId))).toEqual(users);
        expect(nextExpiry(presence)).toBe(Math.min(Infinity, ...live.map(([, time]) => time)));
      }
    }),
  );
});

test('joins and leaves told in batches of any size add up to who is there', () => {
  fc.assert(
    fc.property(fc.array(fc.array(step), { maxLength: 12 }), (batches) => {
      let presence: Presence = nobody;
      const there = new Set<string>();
      let now = 0;
      for (const batch of batches) {
        const before = presence;
        for (const { do: verb, after, userId, session } of batch) {
          now += after;
          presence = expire(presence, now);
          presence = (verb === 'seen' ? seen : gone)(presence, { userId, session }, now, limits);
        }
        const { joined, left } = comparePresence(before, presence);
        for (const { userId } of joined) {
          expect(there).not.toContain(userId);
          there.add(userId);
        }
        for (const { userId } of left) expect(there.delete(userId)).toBe(true);
        expect(there).toEqual(new Set(presentUsers(presence).map((user) => user.userId)));
      }
    }),
  );
});

test('nothing that was known is changed in place', () => {
  const before = seen(nobody, { userId: 'ada' }, 0, limits);
  const text = JSON.stringify(presentUsers(before));
  seen(before, { userId: 'ada', status: 'away' }, 5, limits);
  gone(before, { userId: 'ada' }, 5, limits);
  expire(before, 1000);
  expect(JSON.stringify(presentUsers(before))).toBe(text);
});
