import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveConflict, type TimestampedRecord } from '../../src/core/conflict.js';

test('the newer local version is sent', () => {
  const [local, remote] = [note(2, 'mine'), note(1, 'theirs')];
  expect(resolveConflict(local, remote)).toEqual({
    ...{ value: local, from: 'local' },
    ...{ apply: false, send: true },
  });
});

test('the newer remote version is applied', () => {
  const [local, remote] = [note(1, 'mine'), note(2, 'theirs')];
  expect(resolveConflict(local, remote)).toEqual({
    ...{ value: remote, from: 'remote' },
    ...{ apply: true, send: false },
  });
});

test('equally new versions are merged field by field, and the winning times come along', () => {
  const local = { timestamp: 5, title: 'mine', title_timestamp: 4, done: true, done_timestamp: 1 };
  const remote = { timestamp: 5, title: 'old', title_timestamp: 2, done: false, done_timestamp: 3 };
  expect(resolveConflict(local, remote)).toEqual({
    value: { timestamp: 5, title: 'mine', title_timestamp: 4, done: false, done_timestamp: 3 },
    from: 'both',
    ...{ apply: true, send: true },
  });
});

test('the carried time decides the next conflict too', () => {
  const local = { timestamp: 5, title: 'a', title_timestamp: 4 };
  const remote = { timestamp: 5, title: 'b', title_timestamp: 3 };
  const { value } = resolveConflict<TimestampedRecord>(local, remote);
  const late = { timestamp: 5, title: 'c', title_timestamp: 3 };
  expect(resolveConflict(value, late).value).toEqual(local);
});

test('equal versions need nothing, whatever the order of their keys', () => {
  const local = { timestamp: 5, a: { x: 1, y: 2 } };
  expect(resolveConflict<TimestampedRecord>(local, { a: { y: 2, x: 1 }, timestamp: 5 })).toEqual({
    value: local,
    from: 'local',
    ...{ apply: false, send: false },
  });
});

test('a field that only one side has is kept, unless the other deleted it later', () => {
  const local = { timestamp: 5, kept: 1, deleted: 1, deleted_timestamp: 1 };
  const remote = { timestamp: 5, deleted_timestamp: 2 };
  expect(resolveConflict<TimestampedRecord>(local, remote).value).toEqual({
    ...{ timestamp: 5, kept: 1, deleted_timestamp: 2 },
  });
});

test('texts count as times, and what is no time loses', () => {
  const text = { timestamp: '2026-01-15T09:00:00Z', title: 'text' };
  const number = { timestamp: Date.UTC(2026, 0, 15, 9, 0, 1), title: 'number' };
  const broken = { timestamp: 'yesterday', title: 'broken' };
  expect(resolveConflict<TimestampedRecord>(text, number).value).toBe(number);
  expect(resolveConflict<TimestampedRecord>(broken, text).value).toBe(text);
});

test('a field called __proto__ is a field like any other', () => {
  const evil = JSON.parse('{"timestamp":5,"__proto__":{"admin":true}}') as TimestampedRecord;
  const { value } = resolveConflict(evil, { timestamp: 5, other: 1 });
  expect((value as { admin?: unknown }).admin).toBeUndefined();
  expect(Object.keys(value).sort()).toEqual(['__proto__', 'other', 'timestamp']);
});

const stamp = fc.integer({ min: 0, max: 3 });
const record: fc.Arbitrary<TimestampedRecord> = fc.record(
  {
    timestamp: fc.integer({ min: 0, max: 1 }),
    a: fc.jsonValue({ maxDepth: 1 }),
    a_timestamp: stamp,
    b: fc.constantFrom(1, 2, 'x', null),
    b_timestamp: stamp,
  },
  { requiredKeys: ['timestamp'] },
);

test('both sides come to the same, and then agree', () => {
  fc.assert(
    fc.property(record, record, (a, b) => {
      const [here, there] = [resolveConflict(a, b), resolveConflict(b, a)];
      expect(there.value).toEqual(here.value);
      expect([there.apply, there.send]).toEqual([here.send, here.apply]);
      expect(resolveConflict(here.value, there.value)).toMatchObject({ apply: false, send: false });
    }),
  );
});

test('the order in which versions meet does not matter', () => {
  const join = (a: TimestampedRecord, b: TimestampedRecord) => resolveConflict(a, b).value;
  fc.assert(
    fc.property(record, record, record, (a, b, c) => {
      expect(join(join(a, b), c)).toEqual(join(a, join(b, c)));
    }),
  );
});

function note(timestamp: number, title: string) {
  return { timestamp, title };
}
