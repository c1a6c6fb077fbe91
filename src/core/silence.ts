import { createAlarm } from './alarm.js';
import type { Clock } from './runtime.js';
import type { Watchdog } from './watchdog.js';

/** How long a jump of the wall clock may go unnoticed, in ms. */
const STEP = 5000;

/**
 * Finds out whether a link that only listens still lives: silence longer than `timeout` is death.
 *
 * Deadlines compare readings of both clocks. The monotonic one may stand still while the device
 * sleeps, the wall clock may be corrected; who has slept so long gains nothing by waiting on.
 *
 * @param onDead Learns that nothing came, and has to call `stop`.
 */
export function createSilenceWatch(clock: Clock, timeout: number, onDead: () => void): Watchdog {
  const alarm = createAlarm(clock);
  let heardAt = clock.monotonic();
  let heardOn = clock.now();

  const check = (): void => {
    const left = timeout - Math.max(clock.monotonic() - heardAt, clock.now() - heardOn);
    if (left > 0) alarm(check, Math.min(left, STEP));
    else onDead();
  };

  check();
  return {
    noteLife() {
      heardAt = clock.monotonic();
      heardOn = clock.now();
    },
    probe: check,
    stop: () => alarm(),
  };
}
