import fc from 'fast-check';
import type { Clock } from '../../src/core/runtime.js';
import { Stage } from '../../src/stage/stage.js';

/** Pauses between one value and the next, in ms. */
export const inputs = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 500 })), {
  minLength: 1,
  maxLength: 30,
});

/** A stage and a listener that notes values and moments: `a@300`. */
export function pacing() {
  const stage = new Stage();
  const told: string[] = [];
  const clock: Clock = stage.runtime.clock;
  return {
    stage,
    clock,
    told,
    tell: (value: unknown) => void told.push(`${String(value)}@${stage.now}`),
  };
}
