import type { Runtime } from '../core/runtime.js';

/** Starts a worker. */
export type StartWorker = (runtime: Runtime) => Worker;

/** Starts the kit's own worker, which sorts, filters and aggregates. */
export const startDataWorker: StartWorker = ({ Worker }) =>
  // Bundlers find the file by this very form: a plain `new Worker(new URL(…))`.
  new Worker(new URL('./data-processor.worker.js', import.meta.url), {
    type: 'module',
    name: 'data-processor',
  });
