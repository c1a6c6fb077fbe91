import { type ReconnectDelay, spreadingBackoff } from './backoff.js';

/** Between which delays to reconnect, in ms. */
export interface DelayRange {
  /** The first window, by which later windows grow. */
  readonly min: number;
  /** The widest window. */
  readonly max: number;
}

/** Reads `min,max`, or one number for both; `undefined` unless 0 < min ≤ max. */
export function readDelayRange(text: string | number): DelayRange | undefined {
  const [min = NaN, max = min, ...rest] = String(text)
    .split(',')
    .map((part) => (part.trim() ? +part : NaN));
  return min > 0 && max >= min && max < Infinity && !rest.length ? { min, max } : undefined;
}

/**
 * Makes a schedule that draws every delay from its whole window, also when the windows have grown
 * to the widest: clients that were thrown out together never come back together.
 */
export function fullJitter({ min, max }: DelayRange): ReconnectDelay {
  const spread = spreadingBackoff(min, max);
  // From the attempt after this one on, the spreading schedule keeps close to its cap.
  const widest = Math.ceil(max / min);
  return (attempt, random) => spread(Math.min(attempt, widest), random);
}
