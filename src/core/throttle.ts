import { type Paced, paced, type PaceOptions } from './paced.js';

export interface ThrottleOptions extends PaceOptions {
  /** The shortest time between two deliveries in ms. Default 300. */
  readonly interval?: number | undefined;
}

/**
 * Makes a function that delivers its first value at once and then the latest one per interval. The
 * last value always arrives.
 */
export function throttle<Value>(
  deliver: (value: Value) => void,
  { interval = 300, ...options }: ThrottleOptions,
): Paced<Value> {
  let blocked = false;
  return paced<Value, Value>(options, deliver, {
    hold: (value) => value,
    plan(_, flush) {
      if (!blocked) flush();
    },
    rest(alarm, flush, sent) {
      if (!sent) return;
      blocked = true;
      alarm(() => {
        blocked = false;
        flush();
      }, interval);
    },
  });
}
