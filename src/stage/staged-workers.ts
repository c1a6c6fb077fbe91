import type { WorkerConstructor } from '../core/runtime.js';
import { StagedWorker } from './staged-worker.js';
import type { TabPart } from './tab-part.js';
import type { VirtualClock } from './virtual-clock.js';
import type { WireEventKind, WireLog } from './wire-log.js';
import { describeMessage } from './worker-message.js';
import type { WorkerProgram, WorkerPrograms } from './worker-programs.js';

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
  readonly programs: WorkerPrograms;
  report(error: unknown): void;
}

/** Starts the workers of one tab. */
export class StagedWorkers implements TabPart {
  /** The constructor that stands for the platform's, bound to this tab. */
  readonly Worker: WorkerConstructor;
  readonly clock: VirtualClock;
  readonly #parts: StagedWorkersParts;
  readonly #workers = new Set<StagedWorker>();

  constructor(parts: StagedWorkersParts) {
    this.#parts = parts;
    this.clock = parts.clock;
    this.Worker = boundConstructor(this);
  }

  /** Counts the workers that nobody has ended. */
  get openCount(): number {
    return this.#workers.size;
  }

  get listenerCount(): number {
    let count = 0;
    for (const worker of this.#workers) count += worker.listenerCount();
    return count;
  }

  start(worker: StagedWorker, url: unknown, { name = '' }: WorkerOptions): WorkerStart {
    const { programs } = this.#parts;
    const href = this.#href(url);
    const source = name || href;
    const program = programs.find([name, String(url), href]);
    const start: WorkerStart = { href, source, connection: programs.countStart(source), program };
    if (!program) programs.reportUnknown(source);
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
