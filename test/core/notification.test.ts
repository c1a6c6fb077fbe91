import { expect, test } from 'vitest';
import { parseNotification, type Notification } from '../../src/core/notification.js';

const NOW = Date.UTC(2026, 0, 15, 9);

test('reads a complete notification', () => {
  const payload = {
    id: 'n1',
    type: 'warning',
    title: 'Disk',
    message: 'Almost full.',
    timestamp: 5,
    duration: 1500,
    action: { id: 'clean', label: 'Clean up' },
  };
  expect(parseNotification(payload, NOW)).toEqual(payload);
});

test('fills in what is left out', () => {
  expect(parseNotification({ id: 'n1', title: 'Hello' }, NOW)).toEqual({
    id: 'n1',
    type: 'info',
    title: 'Hello',
    message: '',
    timestamp: NOW,
    duration: undefined,
    action: undefined,
  });
});

test.each([
  [null, 'The payload is missing. Send an object with "id" and "title".'],
  [undefined, 'The payload is missing. Send an object with "id" and "title".'],
  ['text', 'The payload is a value of type string. Send an object with "id" and "title".'],
  [7, 'The payload is a value of type number. Send an object with "id" and "title".'],
  [[{ id: 1 }], 'The payload is an array. Send an object with "id" and "title".'],
])('refuses %j, which is no object', (payload, problem) => {
  expect(parseNotification(payload, NOW)).toEqual({ problem });
});

test.each([
  [undefined, 'missing'],
  [null, 'missing'],
  ['', 'an empty string'],
  [true, 'a value of type boolean'],
  [{}, 'a value of type object'],
  [['a'], 'an array'],
])('refuses the id %j with cause and remedy', (id, cause) => {
  expect(parseNotification({ id, title: 'Hello' }, NOW)).toEqual({
    problem: `"id" is ${cause}. Give each notification a string or a number.`,
  });
});

test('takes a number for an id, zero included', () => {
  expect(read({ id: 0, title: 'Hello' }).id).toBe('0');
  expect(read({ id: 12.5, title: 'Hello' }).id).toBe('12.5');
});

test.each([
  {},
  { title: '', message: '' },
  { title: null, message: {} },
  { title: ['a'], message: true },
  { title: ' \n', message: '\t' },
  { title: '\u202E', message: '' },
])('refuses %j, which says nothing', (texts) => {
  expect(parseNotification({ id: 'n1', ...texts }, NOW)).toEqual({
    problem: '"title" and "message" are both empty. Send text in at least one of them.',
  });
});

test('needs only one of the two texts, and writes out a number', () => {
  expect(read({ id: 'n1', message: 'Hello' })).toMatchObject({ title: '', message: 'Hello' });
  expect(read({ id: 'n1', title: 404 }).title).toBe('404');
});

test.each(['fatal', '', 'INFO', 'toString', '__proto__', null, 3, { toString: () => 'error' }])(
  'shows the unknown type %j as info',
  (type) => {
    expect(read({ id: 'n1', title: 'Hello', type }).type).toBe('info');
  },
);

test.each([
  ['a number', 1234, 1234],
  ['zero', 0, 0],
  ['a time before 1970', -1, -1],
  ['an ISO 8601 string', '2026-01-15T08:59:00.000Z', NOW - 60_000],
  ['an ISO 8601 string with an offset', '2026-01-15T09:59:00+01:00', NOW - 60_000],
  ['the last time a date can hold', 8.64e15, 8.64e15],
  ['a time beyond that', 8.64e15 + 1, NOW],
  ['Infinity', Infinity, NOW],
  ['NaN', NaN, NOW],
  ['no date', 'yesterday', NOW],
  ['an empty string', '', NOW],
  ['an object', { epoch: 7 }, NOW],
  ['nothing', null, NOW],
])('reads %s as a timestamp', (_, timestamp, expected) => {
  const notification = read({ id: 'n1', title: 'Hello', timestamp });
  expect(notification.timestamp).toBe(expected);
  expect(new Date(notification.timestamp).toISOString()).toMatch(/Z$/);
});

test.each([
  [0, 0],
  [1500, 1500],
  [NaN, undefined],
  [-1, undefined],
  [Infinity, 2 ** 31 - 1],
  ['5000', undefined],
  [null, undefined],
])('reads the duration %j as %j', (duration, expected) => {
  expect(read({ id: 'n1', title: 'Hello', duration }).duration).toBe(expected);
});

test.each([undefined, null, 'Undo', {}, { label: '' }, { label: {} }, { id: 'undo' }])(
  'leaves out the action %j, which has no label',
  (action) => {
    expect(read({ id: 'n1', title: 'Hello', action }).action).toBeUndefined();
  },
);

test('names an action without an id, and bounds label and id', () => {
  expect(read({ id: 'n1', title: 'A', action: { label: 'Undo' } }).action?.id).toBe('default');
  expect(read({ id: 'n1', title: 'A', action: { id: 7, label: 'Undo' } }).action?.id).toBe(
    'default',
  );
  const long = read({
    id: 'n1',
    title: 'A',
    action: { id: 'i'.repeat(999), label: 'l'.repeat(99) },
  });
  expect(long.action).toEqual({ id: 'i'.repeat(256), label: `${'l'.repeat(39)}…` });
});

function read(payload: object): Notification {
  const parsed = parseNotification(payload, NOW);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}
