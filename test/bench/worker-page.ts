import { WorkerManager } from '../../src/transports/worker-manager.js';

const TRIPS = 1000;
const ROWS = 1_000_000;
const payload = { id: 'n1', title: 'Deployed', tags: ['info', 'web'], at: 1_768_467_600_000 };

const bareWorker = new Worker('/echo.worker.js', { type: 'module' });
const manager = new WorkerManager('/echo.worker.js', { maxQueue: TRIPS });
const dataWorker = new WorkerManager();

/** Each contender asks once and waits for the answer. */
const trips: Record<string, () => Promise<unknown>> = {
  bare: () =>
    new Promise((resolve) => {
      bareWorker.onmessage = resolve;
      bareWorker.postMessage({ id: 'req-1', type: 'echo', data: payload, options: {} });
    }),
  manager: () => manager.process('echo', payload),
};

declare global {
  interface Window {
    bench: object;
  }
}

window.bench = {
  /** Measures the mean round trip, in ns. */
  async round(name: string): Promise<number> {
    const trip = trips[name]!;
    const start = performance.now();
    for (let count = 0; count < TRIPS; count++) await trip();
    return ((performance.now() - start) * 1e6) / TRIPS;
  },

  /** Sorts a million rows and tells how long that and the longest task of the page took, in ms. */
  async sort(): Promise<{ longest: number; total: number }> {
    await dataWorker.process('sort', []);
    const rows = Array.from({ length: ROWS }, (_, id) => ({
      id,
      name: `Row ${id}`,
      value: (id * 7919) % 1_000_003,
    }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
    const start = performance.now();
    await dataWorker.process('sort', rows, { field: 'value' });
    const total = performance.now() - start;
    await new Promise((resolve) => setTimeout(resolve, 100));
    observer.disconnect();
    return { longest, total };
  },
};
