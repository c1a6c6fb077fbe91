import { TallyError } from '../core/errors.js';
import type { Unsubscribe } from '../core/runtime.js';
import type { WorkerScope } from './worker-scope.js';

/** A worker's program: what its script does on the platform. Called once per worker. */
export type WorkerProgram = (scope: WorkerScope) => void;

/** Knows which program stands behind which worker script, for all tabs of one stage. */
export class WorkerPrograms {
  readonly #programs = new Map<string, WorkerProgram>();
  readonly #started = new Map<string, number>();
  readonly #report: (error: unknown) => void;

  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** Puts a program behind a URL, or behind the `name` that a worker is given; the latest wins. */
  add(urlOrName: string, program: WorkerProgram): Unsubscribe {
    this.#programs.set(urlOrName, program);
    return () => {
      if (this.#programs.get(urlOrName) === program) this.#programs.delete(urlOrName);
    };
  }

  /** Finds the program behind the first of these names that has one; `*` is behind all. */
  find(names: readonly string[]): WorkerProgram | undefined {
    const known = [...names, '*'].find((name) => name && this.#programs.has(name));
    return known === undefined ? known : this.#programs.get(known);
  }

  /** Counts a worker that starts: tells which one of that name it is, from 1. */
  countStart(source: string): number {
    const count = (this.#started.get(source) ?? 0) + 1;
    this.#started.set(source, count);
    return count;
  }

  /** Reports a worker that nobody has a program for. */
  reportUnknown(source: string): void {
    const known = [...this.#programs.keys()];
    this.#report(
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
