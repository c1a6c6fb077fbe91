import { expect, test } from 'vitest';
import { sequenced } from './sequencer-scene.js';

test('another message under a known seq says that the server counts anew', async () => {
  const { arrive, take, told } = await sequenced();
  arrive(1, 2, 3);
  take({ seq: 1, id: 'new' });
  take({ seq: 2, id: 'newer' });
  expect(told).toEqual(['1', '2', '3', 'reset restarted', '1', '2']);
});

test('without ids the timestamp tells doubles and a new beginning apart', async () => {
  const { take, told } = await sequenced();
  for (const timestamp of [10, 10, 11]) take({ seq: 1, id: undefined as never, timestamp });
  expect(told).toEqual(['1', 'reset restarted', '1']);
});

test('another epoch says so whatever the seq is; the same epoch never', async () => {
  const { take, told } = await sequenced();
  take({ seq: 8, epoch: 'a' });
  take({ seq: 9, epoch: 'b' });
  take({ seq: 9, epoch: 'b', id: 'other' });
  take({ seq: 10, epoch: 'b' });
  expect(told).toEqual(['8', 'reset restarted', '9', '10']);
});

test('a straggler of the epoch before is no new beginning', async () => {
  const { take, told } = await sequenced();
  take({ seq: 8, epoch: 'a' });
  take({ seq: 1, epoch: 'b' });
  take({ seq: 9, epoch: 'a' });
  take({ seq: 2, epoch: 'b' });
  expect(told).toEqual(['8', 'reset restarted', '1', '2']);
});

test('what was held back for the old life is delivered before the new one begins', async () => {
  const { stage, arrive, take, told } = await sequenced();
  arrive(1, 2, 5, 4);
  take({ seq: 1, id: 'new' });
  expect(told).toEqual(['1', '2', '4', '5', 'reset restarted', '1']);
  expect(stage.pending.timers).toBe(0);
});

test('a message from before the first one is a straggler at first, later a new beginning', async () => {
  const { stage, arrive, told } = await sequenced({ wait: 250 });
  arrive(5);
  await stage.advance(250);
  arrive(4);
  expect(told).toEqual(['5']);
  await stage.advance(1);
  arrive(1, 2);
  expect(told).toEqual(['5', 'reset restarted', '1', '2']);
});

test('an epoch may come back with another connection: a fail-over, and back', async () => {
  const { take, told, connected, disconnected } = await sequenced();
  take({ seq: 8, epoch: 'a' });
  disconnected();
  await connected();
  take({ seq: 3, epoch: 'b' });
  disconnected();
  await connected();
  take({ seq: 9, epoch: 'a' });
  take({ seq: 10, epoch: 'a' });
  expect(told.filter((line) => /^(9|10)$/.test(line))).toEqual(['9', '10']);
});

test('a place from before is of its epoch: the server has begun anew since', async () => {
  const { take, told } = await sequenced({ after: 41, epoch: 'a' });
  take({ seq: 3, epoch: 'b' });
  take({ seq: 4, epoch: 'b' });
  expect(told).toEqual(['resume 41', 'reset restarted', '3', '4']);
});
