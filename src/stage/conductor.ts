import { TallyError } from '../core/errors.js';
import type { Settler } from './settle.js';
import type { VirtualClock } from './virtual-clock.js';

/** More callbacks in one instant are taken for an endless loop. */
const MOST_CALLBACKS_PER_INSTANT = 100_000;

export type TimeErrorCode = 'disposed' | 'bad-time' | 'time-in-past' | 'endless-instant';

/** Moves virtual time, timer by timer, and lets everything settle after each. */
export class Conductor {
  readonly #clock: VirtualClock;
  readonly #settler: Settler;
  readonly #report: (error: unknown) => void;
  #moves: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(clock: VirtualClock, settler: Settler, report: (error: unknown) => void) {
    this.#clock = clock;
    this.#settler = settler;
    this.#report = report;
  }

  /** Moves to the time that `target` names when all earlier moves are done, then calls `arrived`. */
  move(target: () => number, what: string, arrived: () => void): Promise<void> {
    const result = this.#moves.then(async () => {
      await this.#run(target(), what);
      arrived();
    });
    this.#moves = result.catch(() => undefined);
    return result;
  }

  /** Makes every move fail, those under way included. */
  close(): void {
    this.#closed = true;
    this.#settler.close();
  }

  /** Throws when there is no stage to do `what` on any more. */
  assertOpen(what: string): void {
    if (!this.#closed) return;
    throw new TallyError<TimeErrorCode>(
      'disposed',
      `Failed to ${what}: the stage has been disposed of. Make a new one.`,
    );
  }

  async #run(target: number, what: string): Promise<void> {
    this.assertOpen(what);
    checkTarget(target, this.#clock.elapsed, what);
    // What was done since the last move may still have microtasks to come.
    await this.#settler.settle();
    for (;;) {
      this.assertOpen(what);
      const due = this.#clock.nextDue();
      if (due > target) break;
      this.#clock.moveTo(Math.max(due, this.#clock.elapsed));
      await this.#runInstant(what);
    }
    this.#clock.moveTo(target);
  }

  /** Runs all that is due now, one by one, then paints, until nothing is left. */
  async #runInstant(what: string): Promise<void> {
    for (let count = 0; count <= MOST_CALLBACKS_PER_INSTANT; count++) {
      const callback = this.#clock.takeDue();
      if (callback) this.#call(callback);
      else if (!this.#paint()) return;
      await this.#settler.settle();
      if (!callback) this.#clock.painted();
      this.assertOpen(what);
    }
    throw new TallyError<TimeErrorCode>(
      'endless-instant',
      `Failed to ${what}: more than ${MOST_CALLBACKS_PER_INSTANT} callbacks ran at ` +
        `${this.#clock.elapsed} and time stood still. ` +
        'Look for a timer without delay that sets itself again.',
    );
  }

  #paint(): boolean {
    const frames = this.#clock.takeFrames();
    for (const frame of frames) this.#call(frame);
    return frames.length > 0;
  }

  #call(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#report(error);
    }
  }
}

function checkTarget(target: number, now: number, what: string): void {
  if (!Number.isFinite(target)) {
    throw new TallyError<TimeErrorCode>(
      'bad-time',
      `Failed to ${what}: that is no stretch of time. Use a finite number of ms.`,
    );
  }
  if (target < now) {
    throw new TallyError<TimeErrorCode>(
      'time-in-past',
      `Failed to ${what}: it is ${now} already and time only goes on. Use a later time.`,
    );
  }
}
