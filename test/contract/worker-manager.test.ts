import { expect, onTestFinished, test } from 'vitest';
import { WorkerManager } from '../../src/transports/worker-manager.js';
import type { WorkerManagerOptions } from '../../src/transports/worker-options.js';

/** What counts as blocking the page, in ms. */
const LONG_TASK = 50;

test('the real worker sorts, filters, aggregates and refuses', async () => {
  const manager = make();
  const rows = [{ n: 2 }, { n: 1 }];
  expect(await manager.process('sort', rows, { field: 'n' })).toEqual([{ n: 1 }, { n: 2 }]);
  expect(await manager.process('filter', rows, { field: 'n', value: 2 })).toEqual([{ n: 2 }]);
  expect(await manager.process('aggregate', rows, { field: 'n' })).toMatchObject({ sum: 3 });
  await expect(manager.process('shuffle', rows)).rejects.toThrow('Unknown operation type: shuffle');
});

// Another process may hold the page up for longer than the page itself does: hence the retries.
const patient = { timeout: 60_000, retry: 3 };

test('sorts a million rows while the page stays responsive', patient, async () => {
  const manager = make();
  await manager.process('sort', []);
  const rows = makeRows(1_000_000);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const longest = watchTasks();
  const sorted = await manager.process('sort', rows, { field: 'value' });
  const task = await longest();
  expect(sorted.length).toBe(1_000_000);
  let ordered = true;
  for (let index = 1; index < sorted.length; index++) {
    if (sorted[index - 1]!.value > sorted[index]!.value) ordered = false;
  }
  expect(ordered).toBe(true);
  expect(task).toBeLessThan(LONG_TASK);
});

test('an abort stops the real worker', async () => {
  const manager = make();
  const controller = new AbortController();
  const call = manager.process('sort', makeRows(200_000), { field: 'value' }, controller);
  setTimeout(() => controller.abort(), 20);
  await expect(call).rejects.toMatchObject({ code: 'aborted' });
  expect(await manager.process('sort', [2, 1])).toEqual([1, 2]);
});

test('a hanging worker is replaced', async () => {
  const manager = make({ timeout: 300, stopTimeout: 100 }, 'for (;;);');
  await expect(manager.process('a', 1)).rejects.toMatchObject({ code: 'request-timeout' });
});

test('a worker that throws rejects every call at once, and the next one works', async () => {
  const manager = make({}, `if (data.type === 'bad') throw new Error('planned'); answer();`);
  const calls = ['bad', 'good'].map((type) => manager.process(type, 1));
  const ends = await Promise.allSettled(calls);
  expect(ends.map((end) => (end as { reason?: { code: string } }).reason?.code)).toEqual([
    'worker-died',
    'worker-died',
  ]);
  expect(await manager.process('good', 1)).toBe('good');
});

function make(options: WorkerManagerOptions = {}, body?: string): WorkerManager {
  const code = `onmessage = ({ data }) => {
    const answer = () => postMessage({ id: data.id, result: data.type });
    ${body}
  }`;
  const url =
    body === undefined
      ? undefined
      : URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const manager = new WorkerManager(url, options);
  onTestFinished(() => manager.terminate());
  return manager;
}

function makeRows(count: number): { id: number; value: number; name: string }[] {
  return Array.from({ length: count }, (_, id) => ({
    id,
    value: (id * 7919) % 1_000_003,
    name: `Row ${id}`,
  }));
}

/** Observes the main thread until asked for the longest task, in ms. */
function watchTasks(): () => Promise<number> {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ entryTypes: ['longtask'] });
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    observer.disconnect();
    return longest;
  };
}
