import type { Stage } from '../../src/stage.js';

/** A busy machine is slow. */
const PATIENCE = 30_000;

/** Moves the stage until `work` is done: mock-socket and service workers take real time. */
export async function moving<Result>(stage: Stage, work: Promise<Result>): Promise<Result> {
  let isDone = false;
  const done = (): void => void (isDone = true);
  work.then(done, done);
  await until(stage, () => isDone);
  return work;
}

/** Moves the stage until something is so. */
export async function until(stage: Stage, done: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!done()) {
    if (performance.now() > end) throw new Error('It never came to that.');
    await stage.advance(1);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
