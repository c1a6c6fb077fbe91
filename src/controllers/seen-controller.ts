import type { LitElement, ReactiveController } from 'lit';
import { createAlarm, type Alarm } from '../core/alarm.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import type { RuntimeController } from './runtime-controller.js';

/** An element that knows up to which time its reader has seen everything. */
export type SeenHost = LitElement & { seenUntil: number };

/** How long something must be on screen to count as seen, in ms. */
const LOOK = 1000;

/**
 * Notes what has been on screen for a second while the page was visible, and remembers at which point
 * the present visit began. A visit ends when the page is hidden.
 */
export class SeenController implements ReactiveController {
  readonly #host: SeenHost;
  readonly #runtime: RuntimeController;
  readonly #readVisible: () => readonly number[];
  readonly #onSeen: (until: number) => void;
  /** Since when what is in sight has been there: by its time, in monotonic ms. */
  #looks = new Map<number, number>();
  #alarm: Alarm | undefined;
  #written = 0;
  #visitFrom = 0;

  /**
   * @param readVisible Gives the times of what can be seen, in wall-clock ms.
   * @param onSeen Learns up to which time everything has been seen now.
   */
  constructor(
    host: SeenHost,
    runtime: RuntimeController,
    readVisible: () => readonly number[],
    onSeen: (until: number) => void,
  ) {
    this.#host = host;
    this.#runtime = runtime;
    this.#readVisible = readVisible;
    this.#onSeen = onSeen;
    runtime.follow((current) => this.#follow(current));
    host.addController(this);
  }

  /** The time of the newest that had been seen before this visit; 0 where nobody knows. */
  get visitFrom(): number {
    return this.#visitFrom;
  }

  hostUpdate(): void {
    const { seenUntil } = this.#host;
    if (seenUntil === this.#written) return;
    // The page says what it remembers of visits before.
    this.#written = seenUntil;
    this.#visitFrom = seenUntil;
  }

  hostUpdated(): void {
    this.look();
  }

  /** Looks what is in sight now. Call it when that may have changed. */
  look(): void {
    if (!this.#host.isConnected || this.#runtime.page.hidden) return;
    const now = this.#runtime.clock.monotonic();
    const before = this.#looks;
    const unseen = this.#readVisible().filter((time) => time > this.#written);
    this.#looks = new Map(unseen.map((time) => [time, before.get(time) ?? now]));
    const first = Math.min(...this.#looks.values());
    if (first < Infinity) this.#alarm?.(this.#onLooked, first + LOOK - now);
    else this.#alarm?.();
  }

  /** Notes that everything up to a time has been seen in another tab. The visit here goes on. */
  seenElsewhere(until: unknown): void {
    const isLater = typeof until === 'number' && until > this.#written;
    if (!isLater || until > this.#runtime.clock.now()) return;
    this.#written = until;
    this.#host.seenUntil = until;
  }

  #follow({ clock, page }: Runtime): Unsubscribe {
    this.#alarm = createAlarm(clock);
    const stop = page.on('visibilitychange', () => {
      if (page.hidden) this.#endVisit();
      else this.#host.requestUpdate();
    });
    return () => {
      stop();
      this.#alarm?.();
      this.#looks.clear();
    };
  }

  #endVisit(): void {
    this.#alarm?.();
    this.#looks.clear();
    this.#visitFrom = this.#written;
    this.#host.requestUpdate();
  }

  readonly #onLooked = (): void => {
    const now = this.#runtime.clock.monotonic();
    const seen = [...this.#looks].filter(([, since]) => now - since > LOOK - 1);
    const until = Math.max(this.#written, ...seen.map(([time]) => time));
    const isNews = until > this.#written;
    this.#written = until;
    this.#host.seenUntil = until;
    if (isNews) this.#onSeen(until);
  };
}
