import { expect, test } from 'vitest';
import { dataWorker } from '../../src/transports/services.js';
import { NOTHING_LEFT, outcome, scene, sleeper } from './worker-scene.js';

test('a dead worker leaves no call pending, and no later call either', async () => {
  const { stage, manager, scope } = scene({ timeout: Infinity }, sleeper(10));
  const before = outcome(stage, manager.process('a', 1));
  await stage.advance(5);
  scope().crash();
  const after = outcome(stage, manager.process('b', 1));
  await stage.advance(10);
  expect([before.code, after.code, manager.pending]).toEqual(['worker-died', 'worker-died', 0]);
  const next = outcome(stage, manager.process('c', 1));
  await stage.advance(10);
  expect(next.said).toBe('"c" @25');
});

test('a timer goes with its call, whichever way that ends', async () => {
  const { stage, manager, scope } = scene({ maxQueue: 1 }, sleeper(10));
  const controller = new AbortController();
  const { signal } = controller;
  const calls = ['answered', 'aborted'].map((type) =>
    outcome(stage, manager.process(type, 1, {}, type === 'aborted' ? { signal } : {})),
  );
  calls.push(outcome(stage, manager.process('refused', 1)));
  expect(stage.pending.timers).toBe(2);
  controller.abort();
  await stage.advance(10);
  expect(stage.pending.timers).toBe(0);
  calls.push(outcome(stage, manager.process('died', 1)));
  await stage.advance(0);
  scope().crash();
  await stage.advance(0);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  expect(calls.map(({ said, code }) => code ?? said)).toEqual([
    '"answered" @10',
    'aborted',
    'queue-full',
    'worker-died',
  ]);
});

test('finds the extremes of more rows than a call takes arguments', async () => {
  const { stage, manager } = scene();
  const call = manager.process('aggregate', new Float64Array(300_000).fill(7));
  await stage.advance(0);
  expect(await call).toMatchObject({ count: 300_000, min: 7, max: 7 });
});

test('a worker that closes itself is noticed at the timeout, and replaced', async () => {
  const { stage, manager, scope, scopes } = scene({ timeout: 100, stopTimeout: 50 }, sleeper(10));
  const lost = outcome(stage, manager.process('lost', 1));
  scopes.length = 0;
  await stage.advance(0);
  scope().close();
  await stage.advance(150);
  const next = outcome(stage, manager.process('next', 1));
  await stage.advance(10);
  expect([lost.code, next.said]).toEqual(['request-timeout', '"next" @160']);
});

test('the shared worker is not started by importing it', () => {
  // Node has no Worker: starting one would throw.
  expect(dataWorker.pending).toBe(0);
});
