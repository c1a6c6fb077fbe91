import { Stage } from '../../src/stage/stage.js';
import type { WorkerScope } from '../../src/stage/worker-scope.js';
import { type ProcessorPace, processRequests } from '../../src/transports/data-processor.js';
import { WorkerManager } from '../../src/transports/worker-manager.js';
import type { WorkerManagerOptions } from '../../src/transports/worker-options.js';

export const NOTHING_LEFT = { timers: 0, frames: 0, sockets: 0, listeners: 0 };

type Program = (scope: WorkerScope) => void;

/** A manager on a stage whose worker runs `program`: by default the kit's own. */
export function scene(options: WorkerManagerOptions = {}, program: Program = processor()) {
  const stage = new Stage();
  const scopes: WorkerScope[] = [];
  stage.worker('data-processor', (scope) => {
    scopes.push(scope);
    program(scope);
  });
  const manager = new WorkerManager(undefined, { runtime: stage.runtime, ...options });
  const reasons: string[] = [];
  manager.addEventListener('died', ({ reason }) => reasons.push(reason));
  return {
    stage,
    manager,
    /** Why workers died. */
    reasons,
    scopes,
    scope: () => scopes.at(-1) as WorkerScope,
    /** What went to the workers. */
    sent: () => said(stage, 'out'),
    /** What the workers answered. */
    answered: () => said(stage, 'in'),
  };
}

/** The kit's own program. Without a slice every step takes a turn of `pause` ms. */
export function processor(pace: Omit<ProcessorPace, 'clock'> = {}): Program {
  return (scope) => processRequests(scope, { clock: scope.clock, ...pace });
}

/** A program that answers each request with its type after `delay` ms. */
export function sleeper(delay: number): Program {
  return (scope) => {
    scope.onmessage = ({ data }: MessageEvent<{ id: string; type: string }>) =>
      void scope.clock.setTimeout(
        () => scope.postMessage({ id: data.id, result: data.type }),
        delay,
      );
  };
}

/** Notes how a call ends, and when. */
export function outcome(stage: Stage, call: Promise<unknown>): { said?: string; code?: string } {
  const note: { said?: string; code?: string } = {};
  call.then(
    (result) => (note.said = `${JSON.stringify(result)} @${stage.now}`),
    (error: Error & { code: string }) => {
      note.said = `${error.message} @${stage.now}`;
      note.code = error.code;
    },
  );
  return note;
}

function said(stage: Stage, direction: 'in' | 'out'): unknown[] {
  return stage.log.entries
    .filter((entry) => entry.kind === 'worker-message' && entry.direction === direction)
    .map(({ data = '' }) => JSON.parse(data) as unknown);
}
