import type { Clock, TimerId } from './runtime.js';

/** Sets the alarm, which forgets what it was set to before; without arguments only forgets. */
export type Alarm = (callback?: () => void, delay?: number) => void;

/** The longest delay a platform timer takes; anything longer would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** Makes one timer that can be set again and again. */
export function createAlarm(clock: Clock): Alarm {
  let timer: TimerId | undefined;
  return (callback, delay = 0) => {
    clock.clearTimeout(timer);
    if (callback) timer = clock.setTimeout(callback, Math.min(delay, LONGEST));
  };
}
