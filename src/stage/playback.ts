import { TallyError } from '../core/errors.js';
import type { Unsubscribe } from '../core/runtime.js';
import type { Conductor } from './conductor.js';
import type { VirtualClock } from './virtual-clock.js';
import { WallClock } from './wall-clock.js';

export type SpeedErrorCode = 'bad-speed';

/** Moves a stage's time: by hand, or along with real time. */
export class Playback {
  readonly #clock: VirtualClock;
  readonly #conductor: Conductor;
  readonly #report: (error: unknown) => void;
  readonly #wallClock = new WallClock((elapsed) => this.#step(elapsed));
  readonly #listeners = new Set<() => void>();
  #speed = 1;

  constructor(clock: VirtualClock, conductor: Conductor, report: (error: unknown) => void) {
    this.#clock = clock;
    this.#conductor = conductor;
    this.#report = report;
  }

  get playing(): boolean {
    return this.#wallClock.running;
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(value: number) {
    if (!(value > 0) || value === Infinity) {
      throw new TallyError<SpeedErrorCode>(
        'bad-speed',
        `Failed to set the speed: ${String(value)} is no speed. Use a number above 0; pause() stops.`,
      );
    }
    this.#speed = value;
  }

  play(): void {
    this.#conductor.assertOpen('play');
    this.#wallClock.start();
  }

  pause(): void {
    this.#wallClock.stop();
  }

  advance(ms: number): Promise<void> {
    return this.#move(() => this.#clock.elapsed + ms, `advance by ${ms}`);
  }

  advanceTo(time: number): Promise<void> {
    return this.#move(() => time, `advance to ${time}`);
  }

  onAdvance(listener: () => void): Unsubscribe {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Stops for good: every move fails, those under way included. */
  close(): void {
    this.#conductor.close();
    this.#wallClock.stop();
    this.#listeners.clear();
  }

  #move(target: () => number, what: string): Promise<void> {
    this.pause();
    return this.#conductor.move(target, what, () => this.#moved());
  }

  async #step(elapsed: number): Promise<void> {
    const target = (): number => this.#clock.elapsed + elapsed * this.#speed;
    try {
      await this.#conductor.move(target, 'play', () => this.#moved());
    } catch (error) {
      // Nobody awaits a step of playing, and one that a disposal cut short is no mistake.
      if (!(error instanceof TallyError && error.code === 'disposed')) this.#report(error);
      this.pause();
    }
  }

  #moved(): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener();
      } catch (error) {
        this.#report(error);
      }
    }
  }
}
