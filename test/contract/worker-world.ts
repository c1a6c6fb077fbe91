import { Stage } from '../../src/stage.js';
import { processRequests } from '../../src/transports/data-processor.js';
import { WorkerManager } from '../../src/transports/worker-manager.js';
import type { WorkerManagerOptions } from '../../src/transports/worker-options.js';
import { pageRuntime } from './page-runtime.js';

/** What a worker's program needs of the world around it. */
export interface ProgramScope {
  onmessage: ((event: MessageEvent) => unknown) | null;
  postMessage(message: unknown): void;
  /** Calls `callback` after `delay` ms. */
  later(callback: () => void, delay: number): void;
  /** Never returns, or never answers again. */
  hang(): void;
}

/** What a worker does. It stands by itself: nothing outside of it is known there. */
export type Program = (scope: ProgramScope) => void;

/** A place where workers work. */
export interface WorkerWorld {
  /** What nobody caught. */
  readonly errors: readonly unknown[];
  /** Makes a manager whose worker runs a program: by default the kit's own. */
  manager(options?: WorkerManagerOptions, program?: Program | 'missing'): WorkerManager;
  /** Waits for something that takes time in this world. */
  during<Result>(work: Promise<Result>): Promise<Result>;
  end(): void;
}

/** Makes a world of virtual time, in which a worker is a program on the stage. */
export function stagedWorkers(): WorkerWorld {
  const stage = new Stage();
  stage.worker('data-processor', (scope) => processRequests(scope, { clock: scope.clock }));
  return {
    // That there is no program is what a server says of a script that it has not.
    get errors() {
      return stage.errors.filter((error) => (error as { code?: string }).code !== 'no-worker');
    },
    manager(options, program) {
      const url = program && '/program.js';
      if (typeof program === 'function') {
        stage.worker('/program.js', (scope) => {
          const later = (callback: () => void, delay: number): void =>
            void scope.clock.setTimeout(callback, delay);
          program(Object.assign(scope, { later }));
        });
      }
      return new WorkerManager(url, { ...options, runtime: stage.runtime });
    },
    async during(work) {
      let over = false;
      void work.finally(() => (over = true)).catch(() => undefined);
      while (!over) await stage.advance(1);
      return work;
    },
    end: () => stage.dispose(),
  };
}

/** Makes a world of real time and real threads. */
export function realWorkers(): WorkerWorld {
  const { runtime, errors } = pageRuntime();
  const urls: string[] = [];
  return {
    errors,
    manager(options, program) {
      let url: string | undefined;
      if (program === 'missing') url = '/no-such-worker.bin';
      else if (program) urls.push((url = scriptOf(program)));
      return new WorkerManager(url, { ...options, runtime });
    },
    during: (work) => work,
    end: () => urls.forEach((url) => URL.revokeObjectURL(url)),
  };
}

function scriptOf(program: Program): string {
  const tools = 'Object.assign(self, { later: setTimeout, hang() { for (;;); } })';
  const code = `(${String(program)})(${tools})`;
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}
