import { createAlarm } from '../core/alarm.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';

/**
 * Finds out at which of the user's tabs they look: the one that was focused or shown last.
 *
 * The tab in front repeats its claim, so that one that ends without a word is not waited for.
 */
export class FrontTab {
  readonly #runtime: Runtime;
  readonly #me: string;
  readonly #lease: number;
  readonly #post: (at: number) => void;
  readonly #alarm: ReturnType<typeof createAlarm>;
  #best: { readonly from: string; readonly at: number; heardAt: number } | undefined;
  #stops: Unsubscribe[] = [];
  /** When this tab came to the front, and which other one was there last. */
  #claimedAt = 0;
  #other: { readonly from: string; readonly at: number } | undefined;
  /** When what is being delivered came. */
  #cameAt = Infinity;

  constructor(runtime: Runtime, me: string, lease: number, post: (at: number) => void) {
    this.#runtime = runtime;
    this.#me = me;
    this.#lease = lease;
    this.#post = post;
    this.#alarm = createAlarm(runtime.clock);
  }

  /** Whether the user looks at another tab. */
  get elsewhere(): boolean {
    if (this.#best && this.#best.from !== this.#me && !this.#isOver) return true;
    return !!this.#other && this.#cameAt < this.#claimedAt && this.#other.at <= this.#cameAt;
  }

  /** Delivers what came at `at`: perhaps before this tab came to the front, or while it was frozen. */
  deliver(at: number, delivery: () => void): void {
    this.#cameAt = at;
    delivery();
    this.#cameAt = Infinity;
  }

  start(): void {
    const { page } = this.#runtime;
    this.#stops = [
      page.on('focus', () => this.#claim()),
      page.on('visibilitychange', () => (page.hidden ? this.#yield() : this.#claim())),
    ];
    if (!page.hidden) this.#claim();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#alarm();
    this.#best = this.#other = undefined;
  }

  /** Notes what another tab claims; 0 that it is no longer in front. */
  hear(from: string, at: number): void {
    if (at === 0) return this.forget(from);
    const { clock } = this.#runtime;
    const best = this.#best;
    this.#other = { from, at };
    const isLater = !best || this.#isOver || at > best.at || (at === best.at && from > best.from);
    if (isLater || from === best.from) {
      this.#best = { from, at, heardAt: clock.monotonic() };
      this.#watch();
    } else if (best.from === this.#me) this.#post(best.at);
  }

  /** Notes that another tab is gone. */
  forget(from: string): void {
    if (this.#other?.from === from) this.#other = undefined;
    if (this.#best?.from !== from) return;
    this.#best = undefined;
    if (!this.#runtime.page.hidden) this.#claim();
  }

  get #isOver(): boolean {
    const { from, heardAt } = this.#best!;
    return from !== this.#me && this.#runtime.clock.monotonic() - heardAt >= 2 * this.#lease;
  }

  #claim(): void {
    const { clock } = this.#runtime;
    // The wall clock is the same for all tabs; it may have been set back since the last claim.
    const at = Math.max(clock.now(), (this.#best?.at ?? 0) + (this.elsewhere ? 1 : 0), 1);
    if (this.#best?.from !== this.#me) this.#claimedAt = clock.now();
    this.#best = { from: this.#me, at, heardAt: clock.monotonic() };
    this.#repeat();
  }

  #yield(): void {
    this.#alarm();
    if (this.#best?.from !== this.#me) return;
    this.#best = undefined;
    this.#post(0);
  }

  readonly #repeat = (): void => {
    if (this.#best?.from !== this.#me) return;
    this.#post(this.#best.at);
    this.#alarm(this.#repeat, this.#lease);
  };

  /** Comes to the front when the tab that is there has fallen silent. */
  readonly #watch = (): void => {
    this.#alarm();
    if (this.#runtime.page.hidden || !this.#best || this.#best.from === this.#me) return;
    if (this.#isOver) this.#claim();
    else {
      const silent = this.#runtime.clock.monotonic() - this.#best.heardAt;
      this.#alarm(this.#watch, 2 * this.#lease - silent);
    }
  };
}
