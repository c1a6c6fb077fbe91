import { vi } from 'vitest';
import { LONGEST_WAIT, type World } from './world.js';

/** How worlds wait in which time passes by itself. */
export const realTime: Pick<World, 'pass' | 'until'> = {
  pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  async until(done, missing) {
    try {
      await vi.waitUntil(done, { timeout: LONGEST_WAIT, interval: 4 });
    } catch {
      throw new Error(missing());
    }
  },
};
