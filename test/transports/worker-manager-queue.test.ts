import { expect, test } from 'vitest';
import { outcome, processor, scene, sleeper } from './worker-scene.js';

test('works on one call at a time, in order', async () => {
  const { stage, manager } = scene({}, sleeper(10));
  const calls = ['a', 'b', 'c'].map((type) => outcome(stage, manager.process(type, 1)));
  expect(manager.pending).toBe(3);
  await stage.advance(30);
  expect(calls.map(({ said }) => said)).toEqual(['"a" @10', '"b" @20', '"c" @30']);
});

test('rejects the newcomer when the queue is full', async () => {
  const { stage, manager } = scene({ maxQueue: 1 }, sleeper(10));
  const calls = ['a', 'b', 'c'].map((type) => outcome(stage, manager.process(type, 1)));
  await stage.advance(20);
  expect(calls.map(({ said }) => said)).toEqual([
    '"a" @10',
    '"b" @20',
    'Failed to process "c": Queue full. Wait, or raise maxQueue. @0',
  ]);
});

test('drops the one that has waited longest under that policy', async () => {
  const { stage, manager } = scene({ maxQueue: 1, queuePolicy: 'drop-oldest' }, sleeper(10));
  const calls = ['a', 'b', 'c'].map((type) => outcome(stage, manager.process(type, 1)));
  await stage.advance(20);
  expect(calls.map(({ said, code }) => code ?? said)).toEqual(['"a" @10', 'queue-full', '"c" @20']);
});

test.each(['reject', 'drop-oldest'] as const)('does without a queue under %s', async (policy) => {
  const { stage, manager } = scene({ maxQueue: 0, queuePolicy: policy }, sleeper(10));
  const calls = ['a', 'b'].map((type) => outcome(stage, manager.process(type, 1)));
  await stage.advance(10);
  expect(calls.map(({ said, code }) => code ?? said)).toEqual(['"a" @10', 'queue-full']);
});

test('an abort reaches the worker, which stops and takes the next call', async () => {
  const { stage, manager, sent, answered } = scene({}, processor({ slice: 0, pause: 100 }));
  const controller = new AbortController();
  const { signal } = controller;
  const long = outcome(stage, manager.process('sort', new Array(50_000), {}, { signal }));
  const next = outcome(stage, manager.process('sort', [2, 1]));
  await stage.advance(250);
  controller.abort(new Error('changed my mind'));
  await stage.advance(0);
  expect([long.code, long.said]).toEqual(['aborted', 'Failed to process "sort": Aborted. @250']);
  expect(sent()).toContainEqual({ id: 'req-1', cancel: true });
  expect(answered()).toContainEqual({ id: 'req-1', error: 'Cancelled', code: 'aborted' });
  await stage.advance(200);
  expect(next.said).toBe('[1,2] @450');
  const [last] = answered()
    .filter((reply) => (reply as { id: string }).id === 'req-1')
    .slice(-1);
  expect(last).toEqual({ id: 'req-1', error: 'Cancelled', code: 'aborted' });
});

test('an abort while rows are on their way stops them', async () => {
  const { stage, manager, sent } = scene({ chunkRows: 1 });
  const controller = new AbortController();
  const { signal } = controller;
  const call = outcome(stage, manager.process('sort', [3, 2, 1], {}, { signal }));
  controller.abort();
  const next = outcome(stage, manager.process('sort', [1]));
  await stage.advance(0);
  expect([call.code, next.said]).toEqual(['aborted', '[1] @0']);
  expect(sent().map((message) => (message as { id: string }).id)).toEqual([
    'req-1',
    'req-1',
    'req-2',
  ]);
});

test('an aborted call leaves the queue, and one aborted beforehand never enters it', async () => {
  const { stage, manager, sent } = scene({}, sleeper(10));
  const controller = new AbortController();
  const first = outcome(stage, manager.process('a', 1));
  const { signal } = controller;
  const queued = outcome(stage, manager.process('b', 1, {}, { signal }));
  const reason = new Error('before');
  const before = manager.process('c', 1, {}, { signal: AbortSignal.abort(reason) });
  await expect(before).rejects.toMatchObject({ code: 'aborted', cause: reason });
  controller.abort();
  await stage.advance(100);
  expect([first.said, queued.code, sent().length]).toEqual(['"a" @10', 'aborted', 1]);
});

test('an abort after the answer changes nothing, and the signal is let go', async () => {
  const { stage, manager, sent } = scene({}, sleeper(10));
  const controller = new AbortController();
  const call = outcome(stage, manager.process('a', 1, {}, { signal: controller.signal }));
  await stage.advance(10);
  controller.abort();
  await stage.advance(10);
  expect([call.said, sent().length]).toEqual(['"a" @10', 1]);
});
