import { expect, test } from 'vitest';
import { sequenced } from './sequencer-scene.js';

test('puts in order what was overtaken, and drops doubles', async () => {
  const { arrive, told } = await sequenced();
  arrive(7, 9, 8, 8, 10, 9, 7);
  expect(told).toEqual(['7', '8', '9', '10']);
});

test('delivers messages without a usable seq as they come', async () => {
  const { arrive, take, told } = await sequenced();
  arrive(1, 3);
  for (const seq of [undefined, 0, -1, 1.5, NaN, Infinity]) take({ seq: seq as number });
  expect(told).toEqual(['1', 'note', '0', '-1', '1.5', 'NaN', 'Infinity']);
});

test('a gap is told after the wait, not a millisecond before, and the server is asked', async () => {
  const { stage, arrive, told } = await sequenced({ wait: 250 });
  arrive(1, 4);
  await stage.advance(249);
  expect(told).toEqual(['1']);
  await stage.advance(1);
  expect(told).toEqual(['1', 'gap 2-3', 'resume 1']);
});

test('later messages do not prolong the wait', async () => {
  const { stage, arrive, told } = await sequenced({ wait: 250 });
  arrive(1, 3);
  await stage.advance(200);
  arrive(4);
  await stage.advance(50);
  expect(told).toEqual(['1', 'gap 2-2', 'resume 1']);
});

test('a gap is told at once when too many messages have overtaken the missing one', async () => {
  const { arrive, told } = await sequenced({ window: 3 });
  arrive(1, 3, 4, 5);
  expect(told).toEqual(['1']);
  arrive(6);
  expect(told).toEqual(['1', 'gap 2-2', 'resume 1']);
});

test('recovers as soon as the last missing message is there', async () => {
  const { stage, arrive, told } = await sequenced();
  arrive(1, 4);
  await stage.advance(250);
  arrive(3);
  await stage.advance(4999);
  arrive(2);
  expect(told.slice(3)).toEqual(['2', '3', 'recovered 2-3', '4']);
  expect(stage.pending.timers).toBe(0);
});

test('gives up when patience ends, goes on behind the gap, and wants no latecomers', async () => {
  const { stage, arrive, told } = await sequenced({ wait: 250, patience: 5000 });
  arrive(1, 3, 5);
  await stage.advance(250 + 4999);
  expect(told).toEqual(['1', 'gap 2-2', 'resume 1']);
  await stage.advance(1);
  arrive(2);
  expect(told.slice(3)).toEqual(['reset 2-2', '3']);
  await stage.advance(250);
  expect(told.slice(5)).toEqual(['gap 4-4', 'resume 3']);
});

test('gives up when it may not hold back more', async () => {
  const { arrive, told } = await sequenced({ window: 2, maxHeld: 4 });
  arrive(1, 3, 4, 5, 6);
  expect(told).toEqual(['1', 'gap 2-2', 'resume 1', 'reset 2-2', '3', '4', '5', '6']);
});

test('a gap as wide as a hostile server likes costs nothing', async () => {
  const { stage, arrive, told } = await sequenced();
  arrive(1, Number.MAX_SAFE_INTEGER);
  await stage.advance(6000);
  arrive(2, 3);
  expect(told.slice(3)).toEqual([
    `reset 2-${Number.MAX_SAFE_INTEGER - 1}`,
    String(Number.MAX_SAFE_INTEGER),
    'reset restarted',
    '2',
    '3',
  ]);
});

test('an outage stops the clock of a gap, and the server is asked again after it', async () => {
  const { stage, arrive, told, connected, disconnected } = await sequenced();
  arrive(1, 3);
  await stage.advance(250);
  disconnected();
  expect(stage.pending.timers).toBe(0);
  await stage.advance(60_000);
  await connected();
  expect(told.slice(1)).toEqual(['gap 2-2', 'resume 1', 'resume 1']);
  await stage.advance(4999);
  arrive(2);
  expect(told.slice(4)).toEqual(['2', 'recovered 2-2', '3']);
});

test('a stream that is known from before is resumed from the start', async () => {
  const { arrive, told } = await sequenced({ after: 41 });
  arrive(43, 42);
  expect(told).toEqual(['resume 41', '42', '43']);
});
