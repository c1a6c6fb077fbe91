import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import { type ProbeScope, type WorkerContext, workerProbes } from './worker-probes.js';

/** Longer than Chromium needs to bring a message, in ms. */
const PATIENCE = 500;

test.each(workerProbes)('the stage answers as the platform: $name', async ({ run }) => {
  const errors = quiet();
  const [native, staged] = [nativeContext(), stagedContext()];
  try {
    const expected = await run(native.context);
    expect(await run(staged)).toEqual(expected);
  } finally {
    native.end();
    errors.end();
  }
});

function nativeContext(): { context: WorkerContext; end(): void } {
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
    async until(condition) {
      const end = performance.now() + PATIENCE;
      while (!condition() && performance.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
  const end = (): void => {
    workers.forEach((worker) => worker.terminate());
    urls.forEach((url) => URL.revokeObjectURL(url));
  };
  return { context, end };
}

function stagedContext(): WorkerContext {
  const stage = new Stage();
  let count = 0;
  return {
    Worker: stage.runtime.Worker,
    missing: '/missing.js',
    url(program) {
      const url = `https://stage.test/worker-${++count}.js`;
      stage.worker(url, (scope) => program(scope as ProbeScope));
      return url;
    },
    until: () => stage.advance(PATIENCE),
  };
}

/** Keeps what probes throw on purpose from failing the run. */
function quiet(): { end(): void } {
  const controller = new AbortController();
  const silence = (event: ErrorEvent): void => {
    if (!/planned/.test(event.message)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  globalThis.addEventListener('error', silence, { capture: true, signal: controller.signal });
  return { end: () => controller.abort() };
}
