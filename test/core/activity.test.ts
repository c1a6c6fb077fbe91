import { expect, test } from 'vitest';
import { parseActivity, saysTheSame, type Activity } from '../../src/core/activity.js';
import { relativeTimeWords } from '../../src/core/relative-time.js';

const NOW = Date.UTC(2026, 0, 15, 9);
const PLAIN = { id: 'a', userId: 'ada', userName: 'Ada', action: 'pushed to', target: 'main' };

test('reads what the server says', () => {
  expect(parseActivity({ ...PLAIN, timestamp: '2026-01-15T08:59:00Z' }, NOW)).toEqual({
    ...PLAIN,
    timestamp: NOW - 60_000,
    sentAt: NOW - 60_000,
    color: undefined,
    read: undefined,
  });
});

test('a time that is yet to come counts as now, and is remembered', () => {
  const activity = parse({ ...PLAIN, timestamp: NOW + 86_400_000 });
  expect([activity.timestamp, activity.sentAt]).toEqual([NOW, NOW + 86_400_000]);
});

test.each([undefined, null, 'yesterday-ish', NaN, Infinity, {}, true])(
  'a time that is %s is that of the envelope, or now',
  (timestamp) => {
    expect(parse({ ...PLAIN, timestamp }, NOW - 5000).timestamp).toBe(NOW - 5000);
    expect(parse({ ...PLAIN, timestamp }).timestamp).toBe(NOW);
  },
);

test('whoever has no id goes by their name, and whoever has no name by their id', () => {
  expect(parse({ id: 'a', action: 'left', userName: 'Ada' }).userId).toBe('Ada');
  expect(parse({ id: 'a', action: 'left', userId: 7 })).toMatchObject({
    userId: '7',
    userName: '7',
  });
  expect(parse({ id: 'a', action: 'left' })).toMatchObject({ userId: '', userName: '' });
  expect(parse({ id: 'a', action: 'left', userId: '\u200B' }).userName).toBe('');
});

test('everything is cut to size, and what is no text is none', () => {
  const long = 'x'.repeat(2 ** 20);
  const activity = parse({ id: long, userId: long, userName: long, action: long, target: long });
  const { id, userId, userName, action, target } = activity;
  expect([id, userId, userName, action, target].map(({ length }) => length)).toEqual([
    ...[256, 256, 80, 120, 256],
  ]);
  expect(parse({ id: 1, action: 2, target: ['a'] })).toMatchObject({
    ...{ id: '1', action: '2', target: '' },
  });
});

test.each<[unknown, string]>([
  [null, 'The payload is missing. Send an object with "id" and "action".'],
  [[], 'The payload is an array. Send an object with "id" and "action".'],
  [{ action: 'did' }, '"id" is missing. Give each activity a string or a number.'],
  [
    { id: {}, action: 'did' },
    '"id" is a value of type object. Give each activity a string or a number.',
  ],
  [{ id: 'a' }, '"action" is missing. Say in words what was done.'],
  [{ id: 'a', action: '' }, '"action" is an empty string. Say in words what was done.'],
])('%j is no activity', (payload, problem) => {
  expect(parseActivity(payload, NOW)).toEqual({ problem });
});

test('two say the same whenever that was', () => {
  const activity = parse(PLAIN);
  expect(saysTheSame(activity, parse({ ...PLAIN, id: 'b', timestamp: 0 }))).toBe(true);
  expect(saysTheSame(activity, parse({ ...PLAIN, target: 'other' }))).toBe(false);
});

test('times gone by are in a language, with its plurals', () => {
  const words = (locale?: string): string[] => {
    const { justNow, minutesAgo, hoursAgo } = relativeTimeWords(locale);
    return [justNow, minutesAgo(1), minutesAgo(5), hoursAgo(1), hoursAgo(23)];
  };
  expect(words()).toEqual([
    ...['Just now', '1 minute ago', '5 minutes ago', '1 hour ago', '23 hours ago'],
  ]);
  expect(words('pl')).toEqual([
    ...['teraz', '1 minutę temu', '5 minut temu', '1 godzinę temu', '23 godziny temu'],
  ]);
});

function parse(payload: object, sent?: number): Activity {
  const parsed = parseActivity(payload, NOW, sent);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}
