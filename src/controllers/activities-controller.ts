import type { ReactiveController } from 'lit';
import { ActivityList, type Side } from '../core/activity-list.js';
import { parseActivity, type Activity } from '../core/activity.js';
import type { MessageSource } from '../core/message-source.js';
import type { Unsubscribe } from '../core/runtime.js';
import { ActivityLoads, type LoadsHost } from './activity-loads.js';
import { FreshnessController, type FreshnessHost } from './freshness-controller.js';
import { HoldController } from './hold-controller.js';
import type { ListProblem } from './list-request.js';
import { RedrawController } from './redraw-controller.js';
import { RuntimeController, type RuntimeHost } from './runtime-controller.js';
import { SourceController, type SourceHost } from './source-controller.js';

/** An element that shows activities. */
export type ActivitiesHost = RuntimeHost &
  SourceHost &
  FreshnessHost &
  LoadsHost & { grouping: boolean; groupWindow: number };

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
  /** The reader has seen everything up to a time in another tab; it may be anything. */
  onSeenElsewhere(until: unknown): void;
  /** A message is no activity. */
  onInvalid(problem: string, payload: unknown): void;
}

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
  readonly loads: ActivityLoads;
  readonly #host: ActivitiesHost;
  readonly #listener: ActivitiesListener;
  readonly #source: SourceController;

  constructor(host: ActivitiesHost, listener: ActivitiesListener) {
    this.#host = host;
    this.#listener = listener;
    this.runtime = new RuntimeController(host);
    this.redraw = new RedrawController(host, this.runtime);
    this.loads = new ActivityLoads(host, this.runtime, this.list, {
      isConnecting: () => this.source?.connection.state === 'connecting',
      onList: (list, askedAt, isNews, side) => this.#merge(list, askedAt, isNews, side),
      onFail: (problem) => listener.onFail(problem),
      onOther: () => this.#forget(),
    });
    this.freshness = new FreshnessController(host, this.runtime, this.redraw, () =>
      this.loads.noteGap(),
    );
    this.#source = new SourceController(host, (source) => this.#subscribe(source));
    this.hold = new HoldController(host, this.runtime, (held) => held || listener.onIdle(), false);
    host.addController(this);
  }

  get source(): MessageSource | undefined {
    return this.#source.current;
  }

  /** Shows an activity, whoever it comes from; one that cannot be shown is reported. */
  receive(payload: unknown, sentAt?: number | string): void {
    const activity = this.#parse(payload, this.runtime.clock.now(), sentAt);
    if (!activity) return;
    this.#noteRead(activity, false);
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

  /** Marks activities as read, in the reader's other tabs as well. Returns those that were not. */
  markRead(ids: Iterable<string>): readonly string[] {
    const read = this.#markRead(ids);
    if (read.length > 0) this.source?.tabs?.tell('activity-read', read);
    return read;
  }

  hostUpdate(): void {
    const { cap, grouping, groupWindow } = this.#host;
    this.list.foldWindow = grouping ? groupWindow : 0;
    if (this.list.cap === cap) return;
    this.list.cap = this.waiting.cap = cap;
    this.#evict();
  }

  #forget(): void {
    this.list.clear();
    this.waiting.clear();
    this.unread.clear();
    this.#listener.onWaiting(0);
  }

  #subscribe(source: MessageSource): Unsubscribe {
    const onReset = (): void => this.loads.noteGap();
    // Only sources that number their messages know of losses in mid-stream.
    const remarks = source as unknown as EventTarget;
    remarks.addEventListener('reset', onReset);
    const unsubscribe = source.on('activity', (payload, { timestamp }) =>
      this.receive(payload, timestamp),
    );
    const release = source.retain();
    const unfollow = this.freshness.follow(source);
    const stops = [
      source.tabs?.on('activity-read', (ids) => Array.isArray(ids) && this.#markRead(ids)),
      source.tabs?.on('activity-seen', (until) => this.#listener.onSeenElsewhere(until)),
    ];
    return () => {
      for (const stop of stops) stop?.();
      remarks.removeEventListener('reset', onReset);
      unsubscribe();
      release();
      unfollow();
    };
  }

  #markRead(ids: Iterable<string>): readonly string[] {
    const read = [...ids].filter((id) => this.unread.delete(id));
    if (read.length > 0) this.#host.requestUpdate();
    return read;
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
      this.#noteRead(activity, !isNews);
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

  /** @param isOld Whether it counts as read where the server does not say. */
  #noteRead({ id, read }: Activity, isOld: boolean): void {
    const isKnown = this.list.get(id) ?? this.waiting.get(id);
    // It may have been read elsewhere meanwhile.
    if (read === true) this.unread.delete(id);
    else if (!(read ?? isOld) && !isKnown) this.unread.add(id);
  }

  #evict(): void {
    this.#drop(this.list.evict());
  }

  #drop(evicted: readonly Activity[]): void {
    for (const { id } of evicted) this.unread.delete(id);
  }
}
