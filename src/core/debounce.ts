import { type Paced, paced, type PaceOptions } from './paced.js';

export interface DebounceOptions extends PaceOptions {
  /** How long it must be quiet, in ms. Default 300. */
  readonly delay?: number | undefined;
  /** The longest time a value is held back however busy it is, in ms. Default `Infinity`. */
  readonly maxWait?: number | undefined;
}

/** Makes a function that delivers the latest value once it has been quiet for a while. */
export function debounce<Value>(
  deliver: (value: Value) => void,
  { delay = 300, maxWait = Infinity, ...options }: DebounceOptions,
): Paced<Value> {
  const { clock } = options;
  let since: number | undefined;
  return paced<Value, Value>(options, deliver, {
    hold: (value) => value,
    plan(alarm, flush) {
      since ??= clock.monotonic();
      alarm(flush, Math.min(delay, since + maxWait - clock.monotonic()));
    },
    rest(alarm) {
      since = undefined;
      alarm();
    },
  });
}
