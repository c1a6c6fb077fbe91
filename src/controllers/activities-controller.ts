import type { LitElement, ReactiveController } from 'lit';
import { ActivityList, type Side } from '../core/activity-list.js';
import { parseActivity, type Activity } from '../core/activity.js';
import { createAlarm, type Alarm } from '../core/alarm.js';
import type { MessageSource } from '../core/message-source.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { FreshnessController, type FreshnessHost } from './freshness-controller.js';
import { HoldController } from './hold-controller.js';
import { ListRequest, type ListProblem } from './list-request.js';
import { RedrawController } from './redraw-controller.js';
import { RuntimeController, type RuntimeHost } from './runtime-controller.js';
import { SourceController, type SourceHost } from './source-controller.js';

/** An element that shows activities. */
export type ActivitiesHost = RuntimeHost &
  SourceHost &
  FreshnessHost & {
    src: string;
    olderSrc: string;
    limit: number;
    cap: number;
    grouping: boolean;
    groupWindow: number;
  };

/** What the host wants to hear about its activities. */
export interface ActivitiesListener {
  /** One has come, and is on show. */
  onArrive(activity: Activity): void;
  /** The reader is at the top and idle: what waits may come in. */
  onIdle(): void;
  /** The number of those that wait to be shown has changed. */
  onWaiting(count: number): void;
  /** The latest could not be had. */
  onFail(problem: ListProblem): void;
  /** A message is no activity. */
  onInvalid(problem: string, payload: unknown): void;
}

/** How long the list waits for the connection, in ms: who asks first misses what comes between. */
const PATIENCE = 500;

/**
 * Binds activities to its host: the list that it asks the server for, and what is pushed meanwhile
 * and from then on. After every gap it asks again. What is new waits while the reader is held.
 */
export class ActivitiesController implements ReactiveController {
  readonly runtime: RuntimeController;
  readonly redraw: RedrawController;
  readonly freshness: FreshnessController;
  readonly hold: HoldController;
  readonly list = new ActivityList();
  readonly waiting = new ActivityList();
  readonly unread = new Set<string>();
  readonly latest: ListRequest;
  readonly older: ListRequest;
  readonly #host: ActivitiesHost;
  readonly #listener: ActivitiesListener;
  readonly #source: SourceController;
  #src: string | undefined;
  #ranBy: Runtime | undefined;
  #isHere = false;
  #alarm: Alarm | undefined;
  #asksAgain = false;
  #hasLoaded = false;
  /** The oldest of which the server has no older ones. */
  #first: string | undefined;

  constructor(host: LitElement & ActivitiesHost, listener: ActivitiesListener) {
    this.#host = host;
    this.#listener = listener;
    this.runtime = new RuntimeController(host);
    this.redraw = new RedrawController(host, this.runtime);
    const draw = (): void => host.requestUpdate();
    this.latest = new ListRequest(this.runtime, draw);
    this.older = new ListRequest(this.runtime, draw);
    this.freshness = new FreshnessController(host, this.runtime, this.redraw, () => this.#onGap());
    this.runtime.follow((runtime) => this.#arrive(runtime));
    this.#source = new SourceController(host, (source) => this.#subscribe(source));
    this.hold = new HoldController(host, this.runtime, (held) => held || listener.onIdle(), false);
    host.addController(this);
  }

  get source(): MessageSource | undefined {
    return this.#source.current;
  }

  /** Whether it is not known yet what there is to show. */
  get isLoading(): boolean {
    return !!this.#host.src && !this.#hasLoaded && this.latest.problem === undefined;
  }

  /** Whether there may be more than what is on show. */
  get hasOlder(): boolean {
    const { oldest, size } = this.list;
    return !!this.#host.olderSrc && !!oldest && oldest.id !== this.#first && size < this.#host.cap;
  }

  /** Shows an activity, whoever it comes from; one that cannot be shown is reported. */
  receive(payload: unknown, sentAt?: number | string): void {
    const activity = this.#parse(payload, this.runtime.clock.now(), sentAt);
    if (!activity) return;
    if (activity.read !== true) this.#noteUnread(activity);
    if (this.#waits(activity, this.list.oldest)) this.#keepWaiting(activity);
    else if (this.list.add(activity)) {
      this.#evict();
      if (this.list.get(activity.id)) this.#listener.onArrive(activity);
    }
    this.redraw.soon();
  }

  /** Shows what waits. Says how many that were. */
  takeIn(): number {
    const { activities, size } = this.waiting;
    for (const activity of activities) this.list.add(activity);
    this.waiting.clear();
    this.#evict();
    this.#listener.onWaiting(0);
    this.#host.requestUpdate();
    return size;
  }

  /** Asks for the list, at once and whatever has happened. */
  async load(): Promise<void> {
    this.#alarm?.();
    if (this.latest.isRunning) {
      this.#asksAgain = true;
      return;
    }
    this.#asksAgain = false;
    const askedAt = this.runtime.clock.now();
    const answer = await this.latest.ask(addressOf(this.#host.src, { limit: this.#host.limit }));
    // Those that are there the first time are no news.
    if (answer) this.#merge(answer, askedAt, this.#hasLoaded);
    this.#hasLoaded ||= answer !== undefined;
    const { problem } = this.latest;
    if (problem !== undefined) this.#listener.onFail(problem);
    if (this.#asksAgain && this.#isHere) await this.load();
  }

  /** Asks for what is older than the oldest on show. */
  async loadOlder(): Promise<void> {
    const { oldest } = this.list;
    if (!oldest || !this.hasOlder || this.older.isRunning) return;
    const { olderSrc, limit } = this.#host;
    const answer = await this.older.ask(addressOf(olderSrc, { before: oldest.id, limit }));
    if (answer) this.#merge(answer, oldest.timestamp, false, 'below');
    if (answer && this.list.oldest === oldest) this.#first = oldest.id;
  }

  /** Marks activities as read. Returns those that were not. */
  markRead(ids: Iterable<string>): readonly string[] {
    const read = [...ids].filter((id) => this.unread.delete(id));
    if (read.length > 0) this.#host.requestUpdate();
    return read;
  }

  hostUpdate(): void {
    const { cap, grouping, groupWindow, src, isConnected } = this.#host;
    this.list.foldWindow = grouping ? groupWindow : 0;
    if (this.list.cap !== cap) {
      this.list.cap = this.waiting.cap = cap;
      this.#evict();
    }
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

  /** Forgets what was asked for, so that it is asked for again. */
  #leave(): void {
    this.#alarm?.();
    this.#src = undefined;
    this.#asksAgain = false;
    this.latest.abort();
    this.older.abort();
  }

  #begin(src: string): void {
    const isOther = this.#src !== undefined;
    this.#src = src;
    this.latest.abort();
    this.#alarm?.();
    this.#alarm = createAlarm(this.runtime.clock);
    if (isOther) this.#forget();
    if (!src) return;
    if (this.source?.connection.state !== 'connecting') void this.load();
    else this.#alarm(() => void this.load(), PATIENCE);
  }

  #forget(): void {
    this.list.clear();
    this.waiting.clear();
    this.unread.clear();
    this.#hasLoaded = false;
    this.#listener.onWaiting(0);
  }

  #onGap(): void {
    if (this.#src) void this.load();
  }

  #subscribe(source: MessageSource): Unsubscribe {
    const onReset = (): void => this.#onGap();
    // Only sources that number their messages know of losses in mid-stream.
    const remarks = source as unknown as EventTarget;
    remarks.addEventListener('reset', onReset);
    const unsubscribe = source.on('activity', (payload, { timestamp }) =>
      this.receive(payload, timestamp),
    );
    const release = source.retain();
    const unfollow = this.freshness.follow(source);
    return () => {
      remarks.removeEventListener('reset', onReset);
      unsubscribe();
      release();
      unfollow();
    };
  }

  #parse(payload: unknown, now: number, sent?: number | string): Activity | undefined {
    const parsed = parseActivity(payload, now, sent);
    if (!('problem' in parsed)) return parsed;
    this.#listener.onInvalid(parsed.problem, payload);
    return undefined;
  }

  /** @param askedAt Stands for what has no time, or one that is yet to come, in wall-clock ms. */
  #merge(answer: readonly unknown[], askedAt: number, isNews: boolean, side?: Side): void {
    const { oldest } = this.list;
    const now = this.runtime.clock.now();
    // The newest comes first, also among those of one time.
    for (const payload of [...answer].reverse()) {
      const parsed = this.#parse(payload, now, askedAt);
      if (!parsed) continue;
      const activity = parsed.sentAt > now ? { ...parsed, timestamp: askedAt } : parsed;
      if (!(activity.read ?? !isNews)) this.#noteUnread(activity);
      if (side !== 'below' && this.#waits(activity, oldest)) this.#keepWaiting(activity);
      else this.list.add(activity, side);
    }
    this.#evict();
    this.#host.requestUpdate();
  }

  /** Whether an activity would push down what somebody reads. What is below may come at any time. */
  #waits(activity: Activity, oldest: Activity | undefined): boolean {
    return this.hold.held && !!oldest && activity.timestamp >= oldest.timestamp;
  }

  #keepWaiting(activity: Activity): void {
    if (!this.list.isNews(activity) || !this.waiting.add(activity)) return;
    this.#drop(this.waiting.evict());
    this.#listener.onWaiting(this.waiting.size);
  }

  #noteUnread({ id }: Activity): void {
    if (!this.list.get(id) && !this.waiting.get(id)) this.unread.add(id);
  }

  #evict(): void {
    this.#drop(this.list.evict());
  }

  #drop(evicted: readonly Activity[]): void {
    for (const { id } of evicted) this.unread.delete(id);
  }
}

function addressOf(src: string, query: Record<string, string | number>): string {
  const entries = Object.entries(query).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return `${src}${src.includes('?') ? '&' : '?'}${new URLSearchParams(entries).toString()}`;
}
