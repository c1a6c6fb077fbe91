import { startOperation } from '../core/data-operations.js';
import type { TallyError } from '../core/errors.js';
import type { Progress } from '../core/row-operation.js';
import type { Clock } from '../core/runtime.js';
import type { WorkerReply, WorkerRequest } from '../core/worker-protocol.js';

/** Rows that travel together: few enough for the page to unpack in a few ms. */
const PART = 500;

/** The part of a worker's global scope that a processor needs. */
export interface ProcessorScope {
  onmessage: ((event: MessageEvent<WorkerRequest>) => unknown) | null;
  postMessage(message: WorkerReply): void;
}

/** How a processor divides its time, in ms. */
export interface ProcessorPace {
  readonly clock: Pick<Clock, 'monotonic' | 'setTimeout'>;
  /** How long it works before it listens again. Default 25. */
  readonly slice?: number | undefined;
  /** How long it then listens. Default 0. */
  readonly pause?: number | undefined;
}

interface Job {
  readonly type: unknown;
  readonly options: unknown;
  data: unknown;
}

/**
 * Sorts, filters and aggregates what the page sends: the program of the kit's own worker.
 *
 * It works in slices, so that it hears of cancellations, and sends long results in parts.
 */
export function processRequests(
  scope: ProcessorScope,
  { clock, slice = 25, pause = 0 }: ProcessorPace,
): void {
  const jobs = new Map<string, Job>();

  const run = (id: string, job: Job): void => {
    const operation = startOperation(job.type, job.data, job.options);
    let held: unknown[] = [];
    const add = (rows: readonly unknown[]): void => {
      held = held.concat(rows);
      while (held.length > PART) scope.postMessage({ id, part: held.splice(0, PART) });
    };
    const work = (): void => {
      if (jobs.get(id) !== job) return;
      const until = clock.monotonic() + slice;
      let progress: Progress;
      do {
        const { value, done } = operation.next();
        if (done) {
          scope.postMessage({ id, result: value === undefined ? held : value });
          jobs.delete(id);
          return;
        }
        progress = { done: value.done, total: value.total };
        if (value.rows) add(value.rows);
      } while (clock.monotonic() < until);
      scope.postMessage({ id, progress });
      clock.setTimeout(() => attempt(id, work), pause);
    };
    work();
  };

  const attempt = (id: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      jobs.delete(id);
      const { code = 'operation-failed', message } = error as TallyError;
      scope.postMessage({ id, error: message, code });
    }
  };

  scope.onmessage = ({ data: request }) => {
    const { id, type, data, options } = request;
    if (request.cancel) {
      if (jobs.delete(id)) scope.postMessage({ id, error: 'Cancelled', code: 'aborted' });
      return;
    }
    let job = jobs.get(id);
    if (job) for (const row of data as unknown[]) (job.data as unknown[]).push(row);
    else jobs.set(id, (job = { type, options, data }));
    const mine = job;
    if (request.more) scope.postMessage({ id, next: true });
    else attempt(id, () => run(id, mine));
  };
}
