import { expect, test } from 'vitest';
import { nameOf, readPresenceSign } from '../../src/core/presence-sign.js';
import { comparePresence, nobody, presentUsers, seen } from '../../src/core/presence.js';

test('reads who a message is about, and what they are called', () => {
  expect(
    readPresenceSign({ userId: 'ada', session: 'desk', name: ' Ada ', color: '#f00', status: 1 }),
  ).toEqual({ userId: 'ada', session: 'desk', name: 'Ada', color: '#f00' });
  expect(readPresenceSign({ userId: 42, session: 7 })).toMatchObject({
    userId: '42',
    session: '7',
  });
});

test.each<[unknown, string]>([
  [null, 'The payload is missing. Send an object with "userId".'],
  [['ada'], 'The payload is an array. Send an object with "userId".'],
  [{}, '"userId" is missing. Give each user a string or a number.'],
  [{ userId: {} }, '"userId" is a value of type object. Give each user a string or a number.'],
])('says what is wrong with %o', (payload, problem) => {
  expect(readPresenceSign(payload)).toEqual({ problem });
});

test('everything is cut to size, and what is no text is nothing', () => {
  const mega = 'x'.repeat(2 ** 20);
  const sign = readPresenceSign({ userId: mega, session: mega, name: mega, color: mega });
  expect(JSON.stringify(sign).length).toBeLessThan(700);
  expect(sign).toMatchObject({ color: undefined });
  expect(readPresenceSign({ userId: 'a', name: {}, color: 7, session: [] })).toEqual({
    userId: 'a',
  });
});

test('a name turns nothing around it, and one that cannot be seen is none', () => {
  expect(nameOf('\u202Elive\u2066')).toBe('live');
  for (const name of ['', '\u200B\u2060', '\u202E', '\uFEFF ', '\u0301']) {
    expect(nameOf(name)).toBeUndefined();
  }
});

test('the newest name decides, a beat without one changes nothing', () => {
  let presence = seen(nobody, { userId: 'a', session: '1', name: 'Ada', color: '#f00' }, 0);
  presence = seen(presence, { userId: 'a', session: '2' }, 10);
  presence = seen(presence, { userId: 'a', session: '1' }, 20);
  expect(presentUsers(presence)).toMatchObject([{ name: 'Ada', color: '#f00', sessions: 2 }]);
  const before = presence;
  presence = seen(presence, { userId: 'a', session: '2', name: 'Ada L.' }, 30);
  expect(presentUsers(presence)).toMatchObject([{ name: 'Ada L.', color: '#f00' }]);
  expect(comparePresence(before, presence).changed).toMatchObject([{ name: 'Ada L.' }]);
});
