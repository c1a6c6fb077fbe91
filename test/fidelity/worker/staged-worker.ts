import { Stage } from '../../../src/stage.js';
import type { Subject } from '../subject.js';
import type { ProbeScope, WorkerProbe } from './probe.js';

/** How long to wait for what may never come, in virtual ms. */
const PATIENCE = 500;

/** Each probe has a stage of its own. */
export const stagedWorker: Subject<WorkerProbe> = {
  name: 'stage',
  async answer(probe) {
    const stage = new Stage();
    let count = 0;
    try {
      return await probe.run({
        Worker: stage.runtime.Worker,
        missing: '/missing.js',
        url(program) {
          const url = `https://stage.test/worker-${++count}.js`;
          stage.worker(url, (scope) => program(scope as ProbeScope));
          return url;
        },
        until: () => stage.advance(PATIENCE),
      });
    } finally {
      stage.dispose();
    }
  },
};
