import { expect, test } from 'vitest';
import { readOutboxRecord } from '../../src/core/outbox-record.js';

const good = {
  id: '1',
  type: 'order',
  frame: '{"type":"order","payload":{},"id":"1"}',
  ack: true,
  since: 1000,
  owner: 'tab',
};

test('reads what an outbox has kept, and nothing more', () => {
  expect(readOutboxRecord({ ...good, more: 1 }, 100, 2000)).toEqual(good);
  expect(readOutboxRecord({ ...good, ack: 'yes' }, 100, 2000)?.ack).toBe(false);
});

test('a clock that was ahead makes nothing last longer', () => {
  expect(readOutboxRecord({ ...good, since: 5000 }, 100, 2000)?.since).toBe(2000);
});

test('what is longer than an outbox would take is no message', () => {
  expect(readOutboxRecord(good, good.frame.length, 0)).toBeDefined();
  expect(readOutboxRecord(good, good.frame.length - 1, 0)).toBeUndefined();
});
