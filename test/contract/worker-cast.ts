import type { WorkerManager } from '../../src/transports/worker-manager.js';
import type { ProcessControl, WorkerManagerOptions } from '../../src/transports/worker-options.js';
import { withoutFunction } from './comparison.js';
import type { Program, WorkerWorld } from './worker-world.js';

/** Something that happens to a `WorkerManager`. */
export interface WorkerScene {
  readonly name: string;
  readonly options?: WorkerManagerOptions;
  /** By default the kit's own. */
  readonly program?: Program | 'missing';
  run(cast: WorkerCast): Promise<unknown>;
}

/** Plays a scene, and tells what the manager reported. */
export async function playWorker(
  { options, program, run }: WorkerScene,
  world: WorkerWorld,
): Promise<readonly string[]> {
  const cast = new WorkerCast(world.manager(options, program));
  try {
    await world.during(run(cast));
    cast.lines.push(`${cast.manager.pending} pending`);
    if (world.errors.length > 0) throw new AggregateError(world.errors, 'Nobody caught an error.');
    return cast.lines;
  } finally {
    cast.manager.terminate();
    world.end();
  }
}

/** What a scene with a worker has to act with. */
class WorkerCast {
  readonly manager: WorkerManager;
  readonly lines: string[] = [];

  constructor(manager: WorkerManager) {
    this.manager = manager;
    manager.addEventListener('start', () => this.lines.push('start'));
    manager.addEventListener('died', ({ reason }) => this.lines.push(`died: ${reason}`));
  }

  /** Makes a call, and notes how it ends. Never rejects. */
  async call(
    type: string,
    data: unknown,
    options?: unknown,
    control?: ProcessControl,
  ): Promise<void> {
    try {
      const result = await this.manager.process(type, data, options, control);
      this.lines.push(`${type} gave ${JSON.stringify(result)}`);
    } catch (error) {
      const { code, message } = error as Error & { code: string };
      this.lines.push(`${type} failed, ${code}: ${withoutFunction(message)}`);
    }
  }
}
