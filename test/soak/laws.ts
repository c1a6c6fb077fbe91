import type { Stage } from '../../src/stage.js';

/** What every world of tabs on a stage has. */
interface World {
  readonly stage: Stage;
  /** Each tells which laws it has seen broken. */
  readonly tabs: readonly { look(): readonly string[] }[];
}

/** Throws the first law that a tab has seen broken, or the first error of a handler. */
export function look({ stage, tabs }: World): void {
  report(tabs.flatMap((tab) => tab.look()));
  if (stage.errors.length > 0) throw stage.errors[0];
}

/** Throws the first law that is broken. */
export function report(broken: readonly string[]): void {
  if (broken[0]) throw new Error(broken[0]);
}

/** Throws if a timer, a listener or a connection is left. */
export function expectNothingLeft({ stage }: Pick<World, 'stage'>): void {
  const left = Object.entries(stage.pending).filter(([, count]) => count > 0);
  if (left[0]) throw new Error(`Left behind: ${left.map(([what, n]) => `${n} ${what}`).join()}.`);
}
