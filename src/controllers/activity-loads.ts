import type { LitElement, ReactiveController } from 'lit';
import type { ActivityList, Side } from '../core/activity-list.js';
import { createAlarm, type Alarm } from '../core/alarm.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { ListRequest, type ListProblem } from './list-request.js';
import type { RuntimeController } from './runtime-controller.js';

/** An element that says where its activities are. */
export type LoadsHost = LitElement & { src: string; olderSrc: string; limit: number; cap: number };

/** What becomes of the answers. */
export interface LoadsListener {
  /** Whether the connection is being made, so that it is worth while to wait for it. */
  isConnecting(): boolean;
  /**
   * Takes a list, newest first, that was asked for at `askedAt`, in wall-clock ms; `isNews` unless it
   * tells of what was there before.
   */
  onList(list: readonly unknown[], askedAt: number, isNews: boolean, side?: Side): void;
  /** The latest could not be had. */
  onFail(problem: ListProblem): void;
  /** The host shows another list from now on. */
  onOther(): void;
}

/** How long the list waits for the connection, in ms: who asks first misses what comes between. */
const PATIENCE = 500;

/**
 * Asks for the latest activities when its host comes into the document and whenever it may have missed
 * some, and for older ones. Gives up what it has asked for when its host goes.
 */
export class ActivityLoads implements ReactiveController {
  readonly latest: ListRequest;
  readonly older: ListRequest;
  readonly #host: LoadsHost;
  readonly #runtime: RuntimeController;
  readonly #list: ActivityList;
  readonly #listener: LoadsListener;
  #src: string | undefined;
  /** Whose list is on show, also while nothing is asked for. */
  #shown: string | undefined;
  #ranBy: Runtime | undefined;
  #isHere = false;
  #alarm: Alarm | undefined;
  #asksAgain = false;
  #hasLoaded = false;
  /** The one before which the server has none. */
  #first: string | undefined;

  constructor(
    host: LoadsHost,
    runtime: RuntimeController,
    list: ActivityList,
    listener: LoadsListener,
  ) {
    this.#host = host;
    this.#runtime = runtime;
    this.#list = list;
    this.#listener = listener;
    const draw = (): void => host.requestUpdate();
    this.latest = new ListRequest(runtime, draw);
    this.older = new ListRequest(runtime, draw);
    runtime.follow((current) => this.#arrive(current));
    host.addController(this);
  }

  /** Whether it is not known yet what there is to show. */
  get isLoading(): boolean {
    return !!this.#host.src && !this.#hasLoaded && this.latest.problem === undefined;
  }

  /** Whether there may be older ones, and room for them. */
  get hasOlder(): boolean {
    const { oldest, size } = this.#list;
    return !!this.#host.olderSrc && !!oldest && oldest.id !== this.#first && size < this.#host.cap;
  }

  /** Notes that something may have been missed. */
  noteGap(): void {
    if (this.#src) void this.load();
  }

  /** Asks for the latest now; once more if that is under way, because its answer may be too old. */
  async load(): Promise<void> {
    const { src, limit } = this.#host;
    this.#alarm?.();
    this.#asksAgain = this.latest.isRunning;
    if (this.#asksAgain || !src) return;
    const askedAt = this.#runtime.clock.now();
    const list = await this.latest.ask(addressOf(src, { limit }));
    // Those that are there the first time are no news.
    if (list) this.#listener.onList(list, askedAt, this.#hasLoaded);
    this.#hasLoaded ||= list !== undefined;
    const { problem } = this.latest;
    if (problem !== undefined) this.#listener.onFail(problem);
    if (this.#asksAgain && this.#isHere) await this.load();
  }

  /** Asks for what is older than the oldest on show. */
  async loadOlder(): Promise<void> {
    const { oldest } = this.#list;
    if (!oldest || !this.hasOlder || this.older.isRunning) return;
    const { olderSrc, limit } = this.#host;
    const list = await this.older.ask(addressOf(olderSrc, { before: oldest.id, limit }));
    if (list) this.#listener.onList(list, oldest.timestamp, false, 'below');
    if (list && this.#list.oldest === oldest) this.#first = oldest.id;
  }

  hostUpdate(): void {
    const { src, isConnected } = this.#host;
    if (isConnected && src !== this.#src) this.#begin(src);
  }

  #arrive(runtime: Runtime): Unsubscribe {
    this.#isHere = true;
    if (runtime !== this.#ranBy) this.#leave();
    this.#ranBy = runtime;
    return () => {
      this.#isHere = false;
      // Who only moves in the document is back within the same task.
      queueMicrotask(() => this.#isHere || this.#leave());
    };
  }

  /** Gives up what was asked for, so that it is asked for again. */
  #leave(): void {
    this.#alarm?.();
    this.#src = undefined;
    this.#asksAgain = false;
    this.latest.abort();
    this.older.abort();
  }

  /** Begins afresh: what is known of one list says nothing of another. */
  #forget(): void {
    this.#hasLoaded = false;
    this.#first = undefined;
    this.latest.problem = this.older.problem = undefined;
    this.#listener.onOther();
  }

  #begin(src: string): void {
    const isOther = this.#shown !== undefined && this.#shown !== src;
    this.#leave();
    this.#src = this.#shown = src;
    this.#alarm = createAlarm(this.#runtime.clock);
    if (isOther) this.#forget();
    if (!this.#listener.isConnecting()) void this.load();
    else this.#alarm(() => void this.load(), PATIENCE);
  }
}

function addressOf(src: string, query: Record<string, string | number>): string {
  const entries = Object.entries(query).map(([name, value]) => [name, String(value)]);
  return `${src}${src.includes('?') ? '&' : '?'}${new URLSearchParams(entries).toString()}`;
}
