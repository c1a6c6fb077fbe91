import { createAlarm } from './alarm.js';
import type { Clock } from './runtime.js';

/** Guards one link. */
export interface Watchdog {
  /** Notes a sign of life. */
  noteLife(): void;
  /** Pings now, unless an answer is already awaited. */
  probe(): void;
  /** Stops watching for good. */
  stop(): void;
}

/** A timer this much off its plan, by the wall clock, says that the device slept or was throttled. */
const SLACK = 1000;

/**
 * Finds out whether a link that calls itself open still lives.
 *
 * Any inbound byte is life. A deadline that fires on time without one means death. One that fires
 * late proves nothing: the answer may be waiting behind it, so the question is asked once more.
 *
 * @param interval Time between two pings in ms.
 * @param timeout How long the far end may stay silent after a ping, in ms; at most `interval` counts,
 * which also replaces what is not above 0.
 * @param ping Asks the far end for a sign of life.
 * @param onDead Learns that none came, and has to call `stop`.
 */
export function createWatchdog(
  clock: Clock,
  interval: number,
  timeout: number,
  ping: () => void,
  onDead: () => void,
): Watchdog {
  const alarm = createAlarm(clock);
  let asked = false;
  let spared = false;

  const ask = (): void => {
    asked = true;
    wait(interval);
    ping();
  };

  // Waits in short steps, so that a jump of the clock is noticed within one `timeout`.
  const wait = (left: number): void => {
    const step = timeout > 0 ? Math.min(left, timeout) : left;
    const due = clock.now() + step;
    alarm(() => {
      const late = Math.abs(clock.now() - due) > SLACK;
      if (asked && (spared || !late)) onDead();
      else if (asked || late || left === step) {
        spared = asked;
        ask();
      } else wait(left - step);
    }, step);
  };

  wait(interval);
  return {
    noteLife() {
      asked = spared = false;
    },
    probe() {
      if (!asked) ask();
    },
    stop: () => alarm(),
  };
}
