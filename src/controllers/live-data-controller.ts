import type { ReactiveController } from 'lit';
import { fullJitter, type DelayRange } from '../core/delay-range.js';
import type { TallyError } from '../core/errors.js';
import { failure, thrownText } from '../core/failure.js';
import type { LiveRow } from '../core/live-row.js';
import { LiveStore, type UpdateSource } from '../core/live-store.js';
import { PushesController, type Push, type PushesHost } from './pushes-controller.js';
import { RedrawController } from './redraw-controller.js';
import { RefreshController, type Outcome } from './refresh-controller.js';
import { RuntimeController } from './runtime-controller.js';

/**
 * How things stand with what is shown.
 *
 * `idle` nothing is asked for · `loading` nothing is known yet · `live` it is up to date · `stale` it
 * could not be refreshed · `offline` nothing can arrive · `error` nothing is known, and why.
 */
export type LiveDataStatus = 'idle' | 'loading' | 'live' | 'stale' | 'offline' | 'error';

/** An element that shows live data. */
export type LiveDataHost = PushesHost & {
  key: string;
  paused: boolean;
  pauseHidden: boolean;
  transform: ((answer: unknown) => unknown) | undefined;
};

/** What a server said, or why it said nothing. */
export type Answer = Outcome & { readonly data?: unknown };

export interface LiveDataOptions {
  /** The address to ask; `undefined` where there is none. */
  readonly href: () => string | undefined;
  readonly cap: () => number;
  /** How long to rest between an answer and the next question, in ms; 0 for ever. */
  readonly interval: () => number;
  readonly retryDelay: () => DelayRange;
  readonly request: (href: string, signal: AbortSignal) => Promise<Answer>;
  /** What is shown has changed, or an answer has confirmed it. */
  readonly onUpdate: (source: UpdateSource, before: readonly LiveRow[]) => void;
  readonly onError: (error: TallyError) => void;
}

/** Keeps a host's list fresh: asks for it, merges what is pushed, and knows how things stand. */
export class LiveDataController implements ReactiveController {
  readonly runtime: RuntimeController;
  readonly redraw: RedrawController;
  readonly store: LiveStore;
  /** How things stood when that was read last. */
  status: LiveDataStatus = 'idle';
  readonly #host: LiveDataHost;
  readonly #options: LiveDataOptions;
  readonly #refresh: RefreshController;
  readonly #pushes: PushesController;
  /** What the list is a list of. */
  #subject: string | undefined;
  /** Waits for the list of a resource. */
  #onList: ((outcome: Outcome) => void) | undefined;

  constructor(host: LiveDataHost, options: LiveDataOptions) {
    this.#host = host;
    this.#options = options;
    this.runtime = new RuntimeController(host);
    this.redraw = new RedrawController(host, this.runtime);
    this.store = new LiveStore({
      key: () => host.key,
      cap: options.cap,
      now: () => this.runtime.clock.monotonic(),
      onUpdate: options.onUpdate,
      onError: options.onError,
    });
    this.runtime.follow(({ clock }) => () => {
      // Another clock counts from elsewhere.
      if (clock !== this.runtime.clock) this.store.updatedAt = undefined;
    });
    host.addController(this);
    this.#pushes = new PushesController(host, this.runtime, this.redraw, {
      onPush: (push) => this.#onPush(push),
      onOpen: () => this.#refresh.catchUp(),
    });
    this.#refresh = new RefreshController(host, this.runtime, {
      key: () => this.#asksFor && [this.#asksFor, host.key].join(' '),
      ask: (signal, settle) => this.#ask(signal, settle),
      interval: options.interval,
      retryDelay: (...attempt) => fullJitter(options.retryDelay())(...attempt),
      isPaused: () => host.paused,
      pausesHidden: () => host.pauseHidden,
      onFailure: (error) => {
        this.store.giveUp();
        options.onError(error);
      },
    });
  }

  get error(): TallyError | undefined {
    return this.#refresh.error;
  }

  /** Whether somebody waits for `refresh()`. */
  get isWanted(): boolean {
    return this.#refresh.isWanted;
  }

  /** When the last answer or push came, in wall-clock ms. */
  get lastUpdated(): number | undefined {
    const { clock } = this.runtime;
    const { updatedAt } = this.store;
    return updatedAt === undefined ? undefined : clock.now() - (clock.monotonic() - updatedAt);
  }

  /** Reads how things stand. Call it while rendering. */
  readStatus(): LiveDataStatus {
    return (this.status = this.#judge());
  }

  /** Asks again, and hurries the connection. Nobody has to catch what it throws. */
  refresh(): Promise<void> {
    this.#pushes.retry();
    return this.#refresh.refresh();
  }

  /** Shows a list that the page gives: it wants it to be seen, also while all else waits. */
  give(list: unknown): void {
    this.store.release();
    const error = this.#read(() => this.store.takeList(list ?? [], {}, 'push'));
    if (error) this.#options.onError(error);
    this.#host.requestUpdate();
  }

  /** Asks for the list once more if it is being asked for. */
  askAgain(): void {
    this.#refresh.askAgain();
  }

  hostConnected(): void {
    if (this.#host.resource) this.store.expect();
  }

  hostUpdate(): void {
    const { key, paused, resource } = this.#host;
    const subject = [this.#options.href() ?? `pan:${resource}`, key].join(' ');
    // What was given, or kept by a bus, before anything was asked for stays.
    if (this.#subject !== undefined && subject !== this.#subject) this.store.forget();
    this.#subject = subject;
    if (resource) this.store.expect();
    this.store.trim();
    if (paused) this.store.hold();
    else this.store.release();
  }

  get #asksFor(): string | undefined {
    const href = this.#options.href();
    return href ?? (this.#pushes.hasResource ? `pan:${this.#host.resource}` : undefined);
  }

  #judge(): LiveDataStatus {
    const { error, doubtSince } = this.#refresh;
    const link = this.#pushes.readLink();
    const asks = this.#asksFor !== undefined;
    if (this.#host.paused || (!asks && link === 'none')) return 'idle';
    if (!this.store.isKnown) {
      if (error) return 'error';
      if (asks || link === 'opening') return 'loading';
    }
    // What is asked for often enough is fresh without any push.
    const isPolled = asks && !error && this.#options.interval() > 0;
    if (link === 'down' && !isPolled) return 'offline';
    if (error && !this.runtime.page.online) return 'offline';
    return error || this.#isOverdue(doubtSince) ? 'stale' : 'live';
  }

  /** Whether what is in doubt has been so for too long. */
  #isOverdue(since: number | undefined): boolean {
    if (since === undefined) return false;
    const left = since + this.#host.grace - this.runtime.clock.monotonic();
    if (left > 0) this.redraw.in(left);
    return left <= 0;
  }

  #ask(signal: AbortSignal, settle: (outcome: Outcome) => void): void {
    const href = this.#options.href();
    const askedAt = this.store.ask();
    this.#onList = href === undefined ? settle : undefined;
    if (href === undefined) return this.#pushes.askForList();
    void this.#options.request(href, signal).then(({ data, ...outcome }) => {
      const take = (): TallyError | undefined => this.#takeList(data, { askedAt }, 'fetch');
      settle(outcome.error ? outcome : { ...outcome, take });
    });
  }

  #onPush({ payload, age, key, isList }: Push): void {
    this.redraw.soon();
    if (!isList) return this.store.takePush(payload, age, key);
    const settle = this.#onList;
    this.#onList = undefined;
    if (settle) return settle({ take: () => this.#takeList(payload, { age }, 'fetch') });
    const error = this.#takeList(payload, { age }, 'push');
    if (error) this.#options.onError(error);
  }

  #takeList(
    data: unknown,
    when: { readonly age?: number; readonly askedAt?: number },
    source: UpdateSource,
  ): TallyError | undefined {
    const { transform } = this.#host;
    return this.#read(() => {
      const list = typeof transform === 'function' ? transform(data) : data;
      return this.store.takeList(list, when, source);
    });
  }

  /** A page may give what throws when it is read. */
  #read(take: () => TallyError | undefined): TallyError | undefined {
    try {
      return take();
    } catch (cause) {
      const remedy = 'Mend the transform, or send plain data.';
      return failure('read the list', 'unreadable-list', thrownText(cause), cause, remedy);
    }
  }
}
