import { TallyError } from '../core/errors.js';
import type { Unsubscribe, WorkerConstructor } from '../core/runtime.js';
import { StagedWorker } from './staged-worker.js';
import type { VirtualClock } from './virtual-clock.js';
import type { WireEventKind, WireLog } from './wire-log.js';
import { describeMessage } from './worker-message.js';
import type { WorkerScope } from './worker-scope.js';

/** A worker's program: what its script does on the platform. Called once per worker. */
export type WorkerProgram = (scope: WorkerScope) => void;

/** What stands behind a new worker. */
export interface WorkerStart {
  readonly href: string;
  /** What the log calls it. */
  readonly source: string;
  /** Which worker of that name it is, from 1. */
  readonly connection: number;
  readonly program: WorkerProgram | undefined;
}

interface StagedWorkersParts {
  readonly clock: VirtualClock;
  readonly log: WireLog;
  readonly baseUrl: string;
  report(error: unknown): void;
}

/** Starts the workers of a stage. */
export class StagedWorkers {
  /** The constructor that stands for the platform's, bound to this stage. */
  readonly Worker: WorkerConstructor;
  readonly clock: VirtualClock;
  readonly #parts: StagedWorkersParts;
  readonly #programs = new Map<string, WorkerProgram>();
  readonly #workers = new Set<StagedWorker>();
  readonly #started = new Map<string, number>();

  constructor(parts: StagedWorkersParts) {
    this.#parts = parts;
    this.clock = parts.clock;
    this.Worker = boundConstructor(this);
  }

  /** Counts the workers that nobody has ended. */
  get count(): number {
    return this.#workers.size;
  }

  get listenerCount(): number {
    let count = 0;
    for (const worker of this.#workers) count += worker.listenerCount();
    return count;
  }

  /** Puts a program behind a URL, or behind the `name` that a worker is given; the latest wins. */
  add(urlOrName: string, program: WorkerProgram): Unsubscribe {
    this.#programs.set(urlOrName, program);
    return () => {
      if (this.#programs.get(urlOrName) === program) this.#programs.delete(urlOrName);
    };
  }

  start(worker: StagedWorker, url: unknown, { name = '' }: WorkerOptions): WorkerStart {
    const href = this.#href(url);
    const known = [name, String(url), href, '*'].find((key) => key && this.#programs.has(key));
    const source = name || href;
    const connection = (this.#started.get(source) ?? 0) + 1;
    this.#started.set(source, connection);
    const program = known === undefined ? known : this.#programs.get(known);
    const start: WorkerStart = { href, source, connection, program };
    if (!program) this.#reportUnknown(source);
    this.#workers.add(worker);
    this.log(start, 'out', 'worker-start', href);
    return start;
  }

  log(
    { source, connection }: WorkerStart,
    direction: 'in' | 'out',
    kind: WireEventKind,
    about?: unknown,
  ): void {
    const data = about === undefined ? {} : { data: describeMessage(about) };
    this.#parts.log.add({ at: this.clock.elapsed, source, connection, direction, kind, ...data });
  }

  report(error: unknown): void {
    this.#parts.report(error);
  }

  forget(worker: StagedWorker): void {
    this.#workers.delete(worker);
  }

  /** Ends all workers without a word. */
  takeDown(): void {
    for (const worker of this.#workers) worker.abandon();
  }

  #href(url: unknown): string {
    try {
      return new URL(String(url), this.#parts.baseUrl).href;
    } catch {
      throw new DOMException(
        `Failed to construct 'Worker': '${String(url)}' is not a valid URL.`,
        'SyntaxError',
      );
    }
  }

  #reportUnknown(source: string): void {
    const known = [...this.#programs.keys()];
    this.report(
      new TallyError(
        'no-worker',
        `Failed to start worker ${source}: this stage has no program for it. ` +
          (known.length > 0
            ? `Use one of: ${known.join(', ')}.`
            : 'Call stage.worker(url or name, program).'),
      ),
    );
  }
}

function boundConstructor(workers: StagedWorkers): WorkerConstructor {
  const Bound = class Worker extends StagedWorker {
    constructor(url: unknown, ...rest: unknown[]) {
      if (arguments.length === 0) {
        throw new TypeError(
          "Failed to construct 'Worker': 1 argument required, but only 0 present.",
        );
      }
      super(workers, url, rest[0] as WorkerOptions | undefined);
    }
  };
  return Bound;
}
