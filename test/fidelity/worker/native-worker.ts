import { vi } from 'vitest';
import type { Subject } from '../subject.js';
import type { WorkerContext, WorkerProbe } from './probe.js';

/** Longer than Chromium needs to bring a message, in ms. */
const PATIENCE = 500;

/** The browser's own workers. */
export const nativeWorker: Subject<WorkerProbe> = {
  name: 'native',
  async answer(probe) {
    const workers: Worker[] = [];
    const urls: string[] = [];
    const NativeWorker = new Proxy(Worker, {
      construct(target, args: ConstructorParameters<typeof Worker>) {
        const worker = new target(...args);
        workers.push(worker);
        return worker;
      },
    });
    const context: WorkerContext = {
      Worker: NativeWorker,
      missing: new URL('/no-such-worker.bin', location.href).href,
      url(program) {
        const url = URL.createObjectURL(new Blob([`(${String(program)})(self)`]));
        urls.push(url);
        return url;
      },
      async until(done) {
        await vi.waitUntil(done, { timeout: PATIENCE, interval: 5 }).catch(() => undefined);
      },
    };
    try {
      return await probe.run(context);
    } finally {
      for (const worker of workers) worker.terminate();
      for (const url of urls) URL.revokeObjectURL(url);
    }
  },
};
