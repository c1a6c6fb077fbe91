import type { LitElement, ReactiveController } from 'lit';
import { type Alarm, createAlarm } from '../core/alarm.js';
import type { ReconnectDelay } from '../core/backoff.js';
import { type Deferred, deferred } from '../core/deferred.js';
import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import type { Runtime } from '../core/runtime.js';
import type { RuntimeController } from './runtime-controller.js';

/** What came of a question. */
export interface Outcome {
  /** Why there is no answer that can be used. */
  readonly error?: TallyError | undefined;
  /** Whether the same question would have the same answer. */
  readonly isFinal?: boolean | undefined;
  /** For how long the other side wants to be left alone, in ms. */
  readonly retryAfter?: number | undefined;
  /** Takes the answer, and tells what is wrong with it. */
  readonly take?: (() => TallyError | undefined) | undefined;
}

/** What is asked for, and how often. */
export interface RefreshOptions {
  /** Names what is asked for; `undefined` for nothing. Another name is asked for at once. */
  key(): string | undefined;
  /** Asks, and calls `settle` with what comes of it. What comes too late is ignored. */
  ask(signal: AbortSignal, settle: (outcome: Outcome) => void): void;
  /** How long to rest between an answer and the next question, in ms; 0 for ever. */
  interval(): number;
  /** How long to rest after a failure. */
  retryDelay: ReconnectDelay;
  isPaused(): boolean;
  /** Whether a hidden page has nothing to ask. */
  pausesHidden(): boolean;
  /** Learns why there is no answer, before whoever waits for it. */
  onFailure(error: TallyError): void;
}

/** However eagerly a page wakes up, questions that it did not order are this many ms apart. */
const MIN_GAP = 1000;
/** How long an answer may take, in ms. */
const PATIENCE = 30_000;

/**
 * Asks again and again for its host, one question at a time: at once, then at an interval, after a
 * failure with growing delays, and when a page is shown or has its network back. Who asks for more
 * than one thing at a time gets the answer to the last.
 */
export class RefreshController implements ReactiveController {
  /** Why the last question failed. */
  error: TallyError | undefined;
  /** Since when there has been reason to ask again, in monotonic ms. */
  doubtSince: number | undefined;
  readonly #host: LitElement;
  readonly #runtime: RuntimeController;
  readonly #options: RefreshOptions;
  #madeFor: Runtime | undefined;
  #next: Alarm | undefined;
  #patience: Alarm | undefined;
  #leaving: Alarm | undefined;
  /** What is asked for now, and what was asked for last. */
  #key: string | undefined;
  #lastKey: string | undefined;
  #asking: AbortController | undefined;
  #askAgain = false;
  #askedAt = -Infinity;
  #barredUntil = -Infinity;
  #attempt = 0;
  #interval = 0;
  #wasHidden = false;
  #wanted: Deferred<void> | undefined;
  #isOrdering = false;

  constructor(host: LitElement, runtime: RuntimeController, options: RefreshOptions) {
    this.#host = host;
    this.#runtime = runtime;
    this.#options = options;
    runtime.follow(({ page }) => {
      const stops = [
        page.on('visibilitychange', () => this.#onVisibility()),
        page.on('online', () => this.error && this.#askSoon()),
      ];
      return () => stops.forEach((stop) => stop());
    });
    host.addController(this);
  }

  /** Whether somebody waits for `refresh()`. */
  get isWanted(): boolean {
    return this.#wanted !== undefined;
  }

  /** Asks now, or as soon as the other side allows. Nobody has to catch what it throws. */
  refresh(): Promise<void> {
    const { promise } = (this.#wanted ??= deferred());
    void this.#refresh();
    this.#host.requestUpdate();
    return promise;
  }

  /** Asks again if the last question was asked before this moment. */
  catchUp(): void {
    if (this.#askedAt < this.#now) this.#askSoon();
  }

  /** Asks once more if a question is under way: what was given meanwhile is newer than its answer. */
  askAgain(): void {
    this.#askAgain = this.#asking !== undefined;
  }

  hostConnected(): void {
    this.#leaving?.();
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const { current } = this.#runtime;
    const key = this.#options.isPaused() ? undefined : this.#options.key();
    const interval = this.#options.interval();
    if (current !== this.#madeFor) this.#move(current);
    // What is not asked for any more cannot fail.
    if (this.#options.key() === undefined) this.error = this.doubtSince = undefined;
    if (key !== this.#key) this.#begin(key);
    // A page may allow it to ask while hidden; nothing else would tell.
    else if (this.#wasHidden && !this.#isHidden) this.#askSoon();
    else if (interval !== this.#interval && !this.#asking && !this.error) this.#rest(interval);
    this.#interval = interval;
    this.#wasHidden = this.#isHidden;
  }

  hostDisconnected(): void {
    // Who moves is back within the same task, and goes on.
    this.#leaving = createAlarm(this.#runtime.clock);
    this.#leaving(() => this.#stop());
  }

  get #now(): number {
    return this.#runtime.clock.monotonic();
  }

  get #isHidden(): boolean {
    return this.#options.pausesHidden() && this.#runtime.page.hidden;
  }

  #move(runtime: Runtime): void {
    this.#stop();
    this.#madeFor = runtime;
    this.#next = createAlarm(runtime.clock);
    this.#patience = createAlarm(runtime.clock);
    this.#askedAt = this.#barredUntil = -Infinity;
    this.doubtSince = undefined;
  }

  #begin(key: string | undefined): void {
    this.#halt();
    this.#key = key;
    if (key === undefined) return this.#disappoint();
    if (key !== this.#lastKey) {
      this.#askedAt = this.#barredUntil = -Infinity;
      this.error = undefined;
    }
    this.#lastKey = key;
    this.#askSoon();
  }

  #stop(): void {
    this.#halt();
    this.#disappoint();
  }

  #halt(): void {
    this.#asking?.abort();
    this.#asking = undefined;
    this.#next?.();
    this.#patience?.();
    this.#key = undefined;
    this.#attempt = 0;
  }

  /** Tells whoever waits that there will be no answer; not whoever has only just asked. */
  #disappoint(): void {
    if (this.#isOrdering) return;
    this.#wanted?.reject(failure('refresh', 'stopped', '', undefined, 'Call refresh() again.'));
    this.#wanted = undefined;
  }

  async #refresh(): Promise<void> {
    const before = this.#asking;
    // What has been set in this task counts already.
    this.#isOrdering = true;
    await this.#host.updateComplete;
    this.#isOrdering = false;
    if (!this.#wanted || (this.#asking && this.#asking !== before)) return;
    if (this.#host.isConnected && this.#options.key() !== undefined) {
      return this.#askIn(this.#barredUntil - this.#now);
    }
    const remedy = 'Insert the element, and give it something to ask for.';
    this.#wanted.reject(failure('refresh', 'nothing-to-ask', '', undefined, remedy));
    this.#wanted = undefined;
  }

  #askSoon(): void {
    if (this.#key === undefined) return;
    this.doubtSince ??= this.#now;
    if (this.#asking) this.#askAgain = true;
    else if (!this.#isHidden) {
      this.#askIn(Math.max(this.#barredUntil, this.#askedAt + MIN_GAP) - this.#now);
    }
  }

  #askIn(ms: number): void {
    if (ms > 0) this.#next?.(() => this.#ask(), ms);
    else this.#ask();
  }

  #ask(): void {
    this.#asking?.abort();
    const mine = (this.#asking = new AbortController());
    const settle = (outcome: Outcome): void => {
      if (this.#asking === mine) this.#settle(outcome);
    };
    this.#next?.();
    this.#askAgain = false;
    this.#askedAt = this.#now;
    this.#patience?.(() => settle({ error: noAnswer() }), PATIENCE);
    this.#options.ask(mine.signal, settle);
    this.#host.requestUpdate();
  }

  #settle({ error: refusal, isFinal, retryAfter, take }: Outcome): void {
    const wanted = this.#wanted;
    this.#asking?.abort();
    this.#asking = undefined;
    this.#wanted = undefined;
    this.#patience?.();
    this.error = refusal;
    const error = (this.error ??= take?.());
    this.#barredUntil = this.#now + (retryAfter ?? -Infinity);
    if (!error) this.doubtSince = undefined;
    this.#attempt = error ? this.#attempt + 1 : 0;
    const delay = error
      ? Math.max(
          1,
          this.#options.retryDelay(this.#attempt, () => this.#runtime.current.random()),
        )
      : this.#options.interval();
    if (this.#askAgain) this.#askSoon();
    else if (!error || !isFinal) this.#rest(delay && Math.max(delay, retryAfter ?? 0));
    if (error) this.#options.onFailure(error);
    if (error) wanted?.reject(error);
    else wanted?.resolve();
    this.#host.requestUpdate();
  }

  /** Rests for `ms`, then asks again; 0 for ever. */
  #rest(ms: number): void {
    this.#next?.();
    if (ms > 0 && this.#key !== undefined && !this.#isHidden) this.#next?.(() => this.#ask(), ms);
  }

  #onVisibility(): void {
    this.#wasHidden = this.#isHidden;
    if (this.#isHidden) this.#next?.();
    else if (this.#options.pausesHidden()) this.#askSoon();
  }
}

function noAnswer(): TallyError {
  return failure('refresh', 'no-answer', `${PATIENCE / 1000} s`, undefined, 'Check who answers.');
}
