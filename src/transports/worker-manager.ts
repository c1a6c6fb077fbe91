import type { Aggregate, AggregateOptions } from '../core/aggregate-rows.js';
import { TallyError } from '../core/errors.js';
import type { FilterOptions } from '../core/filter-rows.js';
import { createAlarm, type Alarm } from '../core/alarm.js';
import type { Runtime } from '../core/runtime.js';
import type { SortOptions } from '../core/sort-rows.js';
import { TypedEventTarget } from '../core/typed-event-target.js';
import { type WorkerErrorCode, workerFailure } from '../core/worker-failure.js';
import type { WorkerReply } from '../core/worker-protocol.js';
import { browserRuntime } from './browser-runtime.js';
import { type StartWorker, startDataWorker } from './start-data-worker.js';
import { createJob, type WorkerJob } from './worker-job.js';
import type {
  ProcessControl,
  WorkerManagerEvents,
  WorkerManagerOptions,
} from './worker-options.js';

// Older browsers lack the symbol.
const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol();

/**
 * Lets a worker work, one call at a time, and never leaves a call without an answer.
 *
 * The worker is started by the first call. When it dies, all pending calls fail at once, and the
 * next one starts another.
 */
export class WorkerManager extends TypedEventTarget<WorkerManagerEvents> {
  readonly #runtime: Runtime;
  readonly #options: WorkerManagerOptions;
  readonly #start: StartWorker;
  readonly #chunkRows: number;
  readonly #patience: Alarm;
  /** The first is at work as soon as there is one, even if its caller has given it up. */
  #jobs: WorkerJob[] = [];
  #working = false;
  #worker: Worker | undefined;
  #deaths: number[] = [];
  #count = 0;
  #terminated = false;

  /**
   * @param worker The URL of a module worker, or how to start one. By default the kit's own, which
   * can `sort`, `filter` and `aggregate`.
   */
  constructor(
    worker: string | URL | StartWorker = startDataWorker,
    options: WorkerManagerOptions = {},
  ) {
    super();
    const { runtime = browserRuntime } = options;
    this.#runtime = runtime;
    this.#options = options;
    this.#chunkRows = options.chunkRows ?? (worker === startDataWorker ? 500 : Infinity);
    this.#patience = createAlarm(runtime.clock);
    this.#start =
      typeof worker === 'function'
        ? worker
        : ({ Worker }) => new Worker(worker, { type: 'module' });
  }

  /** How many calls have no answer yet. */
  get pending(): number {
    return this.#jobs.filter(({ settled }) => !settled).length;
  }

  /**
   * Lets the worker carry out an operation on clones of the data.
   *
   * An array is copied at once. Its rows and everything else are cloned when the worker takes them:
   * leave them unchanged until then.
   *
   * @throws TallyError `worker-died`, `worker-exhausted`, `request-timeout`, `aborted`,
   * `queue-full`, `uncloneable`, `worker-terminated`, `worker-not-initialized`, or what the worker
   * says, such as `unknown-operation`.
   */
  process<Row>(
    type: 'sort',
    data: ArrayLike<Row>,
    options?: SortOptions,
    control?: ProcessControl,
  ): Promise<Row[]>;
  process<Row>(
    type: 'filter',
    data: ArrayLike<Row>,
    options?: FilterOptions,
    control?: ProcessControl,
  ): Promise<Row[]>;
  process(
    type: 'aggregate',
    data: ArrayLike<unknown>,
    options?: AggregateOptions,
    control?: ProcessControl,
  ): Promise<Aggregate>;
  process<Result = unknown>(
    type: string,
    data: unknown,
    options?: unknown,
    control?: ProcessControl,
  ): Promise<Result>;
  process(
    type: string,
    data: unknown,
    options: unknown = {},
    control: ProcessControl = {},
  ): Promise<unknown> {
    const { timeout = 30_000 } = this.#options;
    const request = {
      id: `req-${++this.#count}`,
      type,
      data: Array.isArray(data) ? data.slice() : data,
      options,
    };
    const job = createJob(request, this.#chunkRows, timeout, control, this.#runtime, (code) =>
      this.#withdraw(job, code),
    );
    if (this.#terminated) job.fail('worker-not-initialized');
    if (!job.settled) this.#admit(job);
    return job.promise;
  }

  /** Ends the worker for good. Pending calls fail, and so does every later one. */
  terminate(): void {
    this.#terminated = true;
    for (const job of this.#end()) job.fail('worker-terminated');
  }

  /** Terminates, at the end of a `using` block. */
  [dispose](): void {
    this.terminate();
  }

  #admit(job: WorkerJob): void {
    const { maxQueue = 100, queuePolicy } = this.#options;
    if (this.#jobs.length > maxQueue) {
      const [oldest] = queuePolicy === 'drop-oldest' ? this.#jobs.splice(1, 1) : [];
      // Without a queue there is no older one to go.
      (oldest ?? job).fail('queue-full');
    }
    if (!job.settled) this.#jobs.push(job);
    this.#next();
  }

  #next(): void {
    for (let job = this.#jobs[0]; job && !this.#working; job = this.#jobs[0]) {
      const fresh = !this.#worker;
      this.#working = true;
      try {
        this.#worker ??= this.#startWorker(job.type);
      } catch (error) {
        if (!(error instanceof TallyError)) return this.#die(String(error));
        job.reject(error as TallyError);
        this.#done();
        continue;
      }
      this.#send(job, true);
      if (fresh) this.dispatchEvent(new Event('start'));
    }
  }

  #startWorker(type: string): Worker {
    const { maxRestarts = 3, restartWindow = 60_000 } = this.#options;
    const since = this.#runtime.clock.monotonic() - restartWindow;
    this.#deaths = this.#deaths.filter((time) => time > since);
    if (this.#deaths.length > maxRestarts) throw workerFailure(type, 'worker-exhausted');
    const worker = this.#start(this.#runtime);
    const hear = <Heard>(type: string, listener: (event: Heard) => void): void =>
      worker.addEventListener(type, (event) => {
        // What a worker threw before its end still arrives. [HTML: terminate a worker]
        if (worker === this.#worker) listener(event as Heard);
      });
    hear<MessageEvent<WorkerReply | null>>('message', ({ data }) => this.#onReply(data));
    hear<ErrorEvent>('error', ({ message = 'not loaded' }) => this.#die(message));
    hear('messageerror', () => this.#die('unreadable'));
    return worker;
  }

  #send(job: WorkerJob, first = false): void {
    try {
      this.#worker?.postMessage(job.message(first), job.transfer);
    } catch (error) {
      job.fail('uncloneable', String(error), error);
      if (first) this.#done();
      else this.#withdraw(job, 'aborted');
    }
  }

  #onReply(reply: WorkerReply | null): void {
    const [job] = this.#jobs;
    // What a worker says after it was told to stop is no surprise.
    if (!job || reply?.id !== job.id) return;
    if (reply.next) {
      if (!job.settled) this.#send(job);
    } else if (reply.progress || reply.part) {
      job.hear(reply);
    } else {
      this.#done();
      job.finish(reply);
    }
    this.#next();
  }

  /** The worker is free again. */
  #done(): void {
    this.#patience();
    this.#jobs.shift();
    this.#working = false;
  }

  /** Drops a call. A worker that does not stop then is stuck, and is replaced for those who wait. */
  #withdraw(job: WorkerJob, code: WorkerErrorCode): void {
    if (this.#working && job === this.#jobs[0]) {
      this.#worker?.postMessage({ id: job.id, cancel: true });
      this.#patience(() => this.#die('hung', code), this.#options.stopTimeout ?? 1000);
    } else this.#jobs = this.#jobs.filter((other) => other !== job);
  }

  /** @param code What became of the call whose worker did not stop, if that is why. */
  #die(reason: string, code: WorkerErrorCode = 'worker-died'): void {
    const jobs = this.#end();
    if (code === 'worker-died') for (const job of jobs) job.fail(code, reason);
    this.#jobs = jobs.filter(({ settled }) => !settled);
    // What a caller brought about uses up no restarts.
    if (code !== 'aborted') this.#deaths.push(this.#runtime.clock.monotonic());
    this.dispatchEvent(Object.assign(new Event('died'), { reason }));
    this.#next();
  }

  /** Ends the worker and hands over the jobs. */
  #end(): WorkerJob[] {
    this.#patience();
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#working = false;
    return this.#jobs.splice(0);
  }
}
