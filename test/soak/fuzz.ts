import { seededRandom } from '../../src/stage/random.js';
import { CHANNELS } from './fuzz-channels.js';
import { CLIENTS } from './fuzz-clients.js';
import { gzip } from './fuzz-gzip.js';
import type { FuzzTarget } from './fuzz-target.js';

/** What is fed with frames, by name. */
export const TARGETS: Readonly<Record<string, FuzzTarget>> = { ...CLIENTS, gzip, ...CHANNELS };

/** How many frames go in before it is looked whether all is well. */
const STEP = 100;

/** A world that broke. */
export interface FuzzFailure {
  readonly error: string;
  /** By which frame of its life it was broken. */
  readonly frame: number;
}

/**
 * Lets one world live: the same target, seed and number of frames give the same life.
 *
 * @param frames How many, from the first on.
 */
export async function fuzzLife(
  target: FuzzTarget,
  seed: number,
  frames: number,
): Promise<FuzzFailure | undefined> {
  const world = target.open();
  let frame = 0;
  let onUncaught!: (error: unknown) => void;
  const uncaught = new Promise<never>((_, reject) => (onUncaught = reject));
  uncaught.catch(() => undefined);
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
  const live = async (): Promise<void> => {
    await world.settle();
    while (frame < frames) {
      await world.feed(seededRandom(seed, `frame ${++frame}`));
      if (frame % STEP === 0 || frame === frames) await world.check();
    }
  };
  try {
    await Promise.race([live(), uncaught]);
    return undefined;
  } catch (error) {
    return {
      error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      frame,
    };
  } finally {
    process.off('uncaughtException', onUncaught);
    process.off('unhandledRejection', onUncaught);
    world.close();
  }
}
