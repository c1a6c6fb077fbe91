import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import type { WorkerScope } from '../../src/stage/worker-scope.js';

test('loses the messages of a terminated worker, but not its errors', async () => {
  const { stage, worker, events } = set((scope) => {
    scope.onmessage = ({ data }) => {
      if (typeof data === 'number') throw new RangeError(`no ${data}`);
      scope.postMessage(data);
    };
  });
  worker.addEventListener('message', () => worker.terminate());
  for (const message of ['first', 1, 'second', 2]) worker.postMessage(message);
  await stage.advance(0);
  expect(events).toEqual([
    'message first',
    'error Uncaught RangeError: no 1',
    'error Uncaught RangeError: no 2',
  ]);
});

test('loses what it has not thrown yet, and what cannot be read', async () => {
  const { stage, worker, events } = set((scope) => {
    scope.postMessage('up');
    scope.postUnreadable();
    scope.clock.setTimeout(() => scope.crash(), 10);
  });
  worker.addEventListener('message', () => worker.terminate());
  await stage.advance(100);
  expect(events).toEqual(['message up']);
});

test('a script that cannot be loaded is no matter after terminate', async () => {
  const { stage, events } = set(undefined, (worker) => worker.terminate());
  await stage.advance(0);
  expect(events).toEqual([]);
});

test.each(['dispose', 'crash'] as const)('nothing comes after %s', async (end) => {
  const stage = new Stage();
  const tab = stage.tab();
  const events: string[] = [];
  stage.worker('*', (scope) => {
    scope.postMessage('up');
    scope.crash();
  });
  const worker = new tab.runtime.Worker('/w.js');
  worker.onmessage = () => {
    if (end === 'dispose') stage.dispose();
    else tab.crash();
  };
  worker.onerror = () => void events.push('error');
  await stage.advance(0).catch(() => undefined);
  expect(events).toEqual([]);
});

function set(program?: (scope: WorkerScope) => void, then = (_: Worker): void => undefined) {
  const stage = new Stage();
  if (program) stage.worker('*', program);
  const worker = new stage.runtime.Worker('/worker.js');
  const events: string[] = [];
  worker.addEventListener('message', ({ data }) => events.push(`message ${String(data)}`));
  worker.addEventListener('messageerror', () => events.push('messageerror'));
  worker.addEventListener('error', ({ message }) => events.push(`error ${message}`));
  then(worker);
  return { stage, worker, events };
}
