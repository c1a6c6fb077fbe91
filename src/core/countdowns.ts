import type { Clock, TimerId } from './runtime.js';

/** The longest delay a platform timer takes; anything longer would fire at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * Runs many countdowns on one timer, and can hold them all.
 *
 * A held countdown keeps its remaining time. Deadlines compare readings of the monotonic clock,
 * so a throttled or late timer shortens nothing and prolongs nothing.
 */
export class Countdowns {
  readonly #clock: Clock;
  readonly #onDue: (id: string) => void;
  /** Deadlines while running; remaining times while held. */
  readonly #times = new Map<string, number>();
  #timer: TimerId | undefined;
  #timerDue = Infinity;
  #heldAt: number | undefined;

  constructor(clock: Clock, onDue: (id: string) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  get held(): boolean {
    return this.#heldAt !== undefined;
  }

  /** Starts a countdown of `duration` ms, or starts it afresh. */
  start(id: string, duration: number): void {
    const due = (this.#heldAt ?? this.#clock.monotonic()) + duration;
    this.#times.set(id, due);
    if (!this.held && due < this.#timerDue) this.#schedule(due);
  }

  cancel(id: string): void {
    this.#times.delete(id);
    if (this.#times.size === 0) this.#unschedule();
  }

  /** Reads how many ms a countdown has left; `undefined` for an unknown one. */
  remaining(id: string): number | undefined {
    const due = this.#times.get(id);
    return due === undefined ? undefined : due - (this.#heldAt ?? this.#clock.monotonic());
  }

  hold(): void {
    if (this.held) return;
    this.#heldAt = this.#clock.monotonic();
    this.#unschedule();
  }

  release(): void {
    if (this.#heldAt === undefined) return;
    const pause = this.#clock.monotonic() - this.#heldAt;
    this.#heldAt = undefined;
    for (const [id, due] of this.#times) this.#times.set(id, due + pause);
    this.#scheduleNext();
  }

  clear(): void {
    this.#times.clear();
    this.#unschedule();
  }

  #scheduleNext(): void {
    this.#unschedule();
    let next = Infinity;
    for (const due of this.#times.values()) next = Math.min(next, due);
    if (next < Infinity) this.#schedule(next);
  }

  #schedule(due: number): void {
    this.#unschedule();
    this.#timerDue = due;
    const delay = Math.min(due - this.#clock.monotonic(), LONGEST);
    this.#timer = this.#clock.setTimeout(this.#onTimer, delay);
  }

  #unschedule(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#timerDue = Infinity;
  }

  readonly #onTimer = (): void => {
    const now = this.#clock.monotonic();
    // Browsers round timers to whole milliseconds: less than one left counts as due.
    const due = [...this.#times].filter(([, time]) => time - now < 1);
    this.#unschedule();
    for (const [id, time] of due) {
      // Whoever heard of an earlier one may have restarted or cancelled this one.
      if (this.#times.get(id) !== time) continue;
      this.#times.delete(id);
      this.#onDue(id);
    }
    if (!this.held) this.#scheduleNext();
  };
}
