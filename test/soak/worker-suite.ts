import fc from 'fast-check';
import type { SoakSuite } from './soak.js';
import { WorkerWorld } from './worker-world.js';

/** What is asked of the worker, or befalls it. */
export type WorkerVerb =
  | 'sort'
  | 'filter'
  | 'aggregate'
  | 'nonsense'
  | 'uncloneable'
  | 'abort'
  | 'crash'
  | 'hang'
  | 'unreadable'
  | 'mumble'
  | 'slow'
  | 'freeze'
  | 'resume'
  | 'hide'
  | 'jump';

interface WorkerStep {
  readonly do: WorkerVerb;
  readonly amount: number;
  readonly wait: number;
}

export interface WorkerScript {
  readonly seed: number;
  /** How many rows travel at a time. */
  readonly chunkRows: number;
  readonly maxQueue: number;
  readonly dropsOldest: boolean;
  readonly steps: readonly WorkerStep[];
}

const VERBS: Readonly<Record<WorkerVerb, number>> = {
  ...{ sort: 6, filter: 5, aggregate: 5, nonsense: 1, uncloneable: 1, abort: 4 },
  ...{ crash: 2, hang: 2, unreadable: 1, mumble: 1, slow: 2 },
  ...{ freeze: 1, resume: 2, hide: 1, jump: 1 },
};

const step: fc.Arbitrary<WorkerStep> = fc.record({
  do: fc.oneof(
    ...Object.entries(VERBS).map(([verb, weight]) => ({
      weight,
      arbitrary: fc.constant(verb as WorkerVerb),
    })),
  ),
  amount: fc.nat(60),
  wait: fc.oneof(
    { weight: 5, arbitrary: fc.nat(5) },
    { weight: 4, arbitrary: fc.nat(500) },
    { weight: 3, arbitrary: fc.nat(40_000) },
    { weight: 1, arbitrary: fc.nat(3_600_000) },
  ),
});

/**
 * Lets a worker work while it crashes, hangs, babbles and is slow. The laws:
 *
 * Every call has an answer, in its time; a result is right, and its parts make it up; a call fails
 * only for what happened while it waited. There is never more than one worker, progress never goes
 * back, nobody hears of a call that is over, and in the end a worker works. After the end no worker,
 * timer or listener is left.
 */
export const workerSuite: SoakSuite<WorkerScript> = {
  script: fc.record({
    seed: fc.nat(),
    chunkRows: fc.integer({ min: 1, max: 50 }),
    maxQueue: fc.integer({ min: 0, max: 12 }),
    dropsOldest: fc.boolean(),
    steps: fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }),
  }),
  run: runWorker,
  describe: ({ steps, ...world }) =>
    [
      JSON.stringify(world),
      ...steps.map(({ do: what, amount, wait }) => `  ${what} ${amount}, then ${wait} ms`),
    ].join('\n'),
};

async function runWorker(script: WorkerScript): Promise<void> {
  const world = new WorkerWorld(script);
  const { stage } = world;
  try {
    for (const { do: verb, amount, wait } of script.steps) {
      world.act(verb, amount);
      await stage.advance(wait);
      world.look();
    }
    world.heal();
    // As long as it takes until worn-out restarts count no more, and the longest call.
    await stage.advance(100_000);
    world.look();
    world.act('sort', 30);
    await stage.advance(5000);
    world.settle();
    await stage.advance(100);
    world.look();
    const left = Object.entries(stage.pending).filter(([, count]) => count > 0);
    if (left[0]) throw new Error(`Left behind: ${left.map(([what, n]) => `${n} ${what}`).join()}.`);
  } finally {
    stage.dispose();
  }
}
