import fc from 'fast-check';

/** Something that has to hold whatever happens. */
export interface SoakSuite<Script> {
  /** Draws what happens. */
  readonly script: fc.Arbitrary<Script>;
  /** Lets it happen, and throws if a law is broken. The same script gives the same run. */
  readonly run: (script: Script) => Promise<void>;
  /** Tells a script in few lines. */
  readonly describe: (script: Script) => string;
}

/** What became of one seed. */
export interface SoakFailure {
  readonly seed: number;
  /** The shortest script found that fails, in words. */
  readonly script: string;
  readonly error: string;
}

/**
 * Runs the script of one seed. A failing one is shortened as long as it still fails.
 *
 * @param shortens Whether to do so: it may take a hundred more runs.
 */
export async function soakSeed<Script>(
  suite: SoakSuite<Script>,
  seed: number,
  shortens = true,
): Promise<SoakFailure | undefined> {
  const property = fc.asyncProperty(suite.script, suite.run);
  const result = await fc.check(property, { seed, numRuns: 1, endOnFailure: !shortens });
  if (!result.failed) return undefined;
  const [script] = result.counterexample ?? [];
  const { errorInstance: error } = result;
  return {
    seed,
    script: script === undefined ? '' : suite.describe(script),
    error: error instanceof Error ? error.message : String(error),
  };
}
