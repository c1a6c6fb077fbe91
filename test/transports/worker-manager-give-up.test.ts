import { expect, test } from 'vitest';
import type { WorkerManager } from '../../src/transports/worker-manager.js';
import { NOTHING_LEFT, outcome, processor, scene, sleeper } from './worker-scene.js';

const rows = Array.from({ length: 1000 }, (_, index) => 1000 - index);

test('an abort in the last part harms neither the worker nor the next call', async () => {
  const { stage, manager, sent, reasons, scopes } = scene({}, processor({ slice: 0, pause: 500 }));
  const call = outcome(stage, abortedInPart(manager, 2));
  const many = Array.from({ length: 4000 }, (_, index) => index);
  const next = outcome(stage, manager.process('sort', many));
  await stage.advance(20_000);
  expect(call.code).toBe('aborted');
  expect([next.code, next.said]).toEqual([undefined, expect.stringMatching(/^\[0,1,2,.*3999\] @/)]);
  expect(sent()).not.toContainEqual(expect.objectContaining({ cancel: true }));
  expect([reasons, scopes.length, stage.pending.timers]).toEqual([[], 1, 0]);
});

test('an abort in an earlier part stops the worker, which takes the next call', async () => {
  const { stage, manager, sent, reasons } = scene({}, processor({ slice: 0, pause: 500 }));
  const call = outcome(stage, abortedInPart(manager, 1));
  const next = outcome(stage, manager.process('sort', [2, 1]));
  await stage.advance(20_000);
  expect([call.code, next.said]).toEqual(['aborted', expect.stringContaining('[1,2]')]);
  expect(sent()).toContainEqual({ id: 'req-1', cancel: true });
  expect(reasons).toEqual([]);
});

test('whoever gave up hears no more progress and no more parts', async () => {
  const { stage, manager, scope } = scene({}, sleeper(1000));
  const controller = new AbortController();
  const heard: string[] = [];
  outcome(
    stage,
    manager.process(
      'a',
      1,
      {},
      {
        signal: controller.signal,
        onProgress: ({ done }) => heard.push(`progress ${done}`),
        onPart: ([row]) => {
          heard.push(`part ${String(row)}`);
          if (row === 'last') controller.abort();
        },
      },
    ),
  );
  await stage.advance(0);
  const progress = { done: 1, total: 2 };
  for (const row of ['first', 'last', 'late']) {
    scope().postMessage({ id: 'req-1', part: [row], progress });
  }
  scope().postMessage({ id: 'req-1', progress });
  await stage.advance(0);
  expect(heard).toEqual(['part first', 'progress 1', 'part last']);
});

test('terminates while a worker has yet to stop, and nothing comes after', async () => {
  const { stage, manager, reasons } = scene({}, sleeper(10_000));
  const controller = new AbortController();
  outcome(stage, manager.process('a', 1, {}, controller));
  await stage.advance(10);
  controller.abort();
  expect(stage.pending.timers).toBe(1);
  manager.terminate();
  expect(stage.pending).toEqual(NOTHING_LEFT);
  await stage.advance(60_000);
  expect(reasons).toEqual([]);
});

test.each([2 ** 31, 2 ** 32 + 5, Infinity])('a timeout of %d ms is none', async (timeout) => {
  const { stage, manager } = scene({ timeout }, sleeper(2 ** 31 - 1));
  const calls = ['a', 'b', 'c'].map((type) => outcome(stage, manager.process(type, 1)));
  await stage.advance(2 ** 33);
  expect(calls.map(({ said }) => said)).toEqual([
    '"a" @2147483647',
    '"b" @4294967294',
    '"c" @6442450941',
  ]);
});

test('the longest timeout that a timer takes is kept', async () => {
  const { stage, manager } = scene({ timeout: 2 ** 31 - 1 }, (scope) => scope.hang());
  const call = outcome(stage, manager.process('a', 1));
  await stage.advance(2 ** 31 - 2);
  expect(call.said).toBeUndefined();
  await stage.advance(1);
  expect(call.code).toBe('request-timeout');
});

/** Sorts `rows` and aborts when so many parts have come. */
function abortedInPart(manager: WorkerManager, count: number): Promise<unknown> {
  const controller = new AbortController();
  const { signal } = controller;
  let parts = 0;
  const onPart = (): void => {
    if (++parts === count) controller.abort();
  };
  return manager.process('sort', rows, {}, { signal, onPart });
}
