import type { ReactiveController } from 'lit';
import { createAlarm, type Alarm } from '../core/alarm.js';
import { Grace } from '../core/grace.js';
import type { MessageSource } from '../core/message-source.js';
import { People, type Person } from '../core/people.js';
import { PresenceTracker, type InvalidPresence } from '../core/presence-tracker.js';
import type { PresenceChanges } from '../core/presence.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { localeOf } from './locale.js';
import { RedrawController } from './redraw-controller.js';
import { RuntimeController, type RuntimeHost } from './runtime-controller.js';
import { SourceController, type SourceHost } from './source-controller.js';

/** An element that shows who is present. */
export type PresenceHost = RuntimeHost &
  SourceHost & {
    presence: PresenceTracker | undefined;
    /** The reader's own user id. */
    self: string;
    keepOffline: number;
    grace: number;
  };

/** What the host wants to hear about those present. */
export interface PresenceListener {
  /** Somebody has come or gone; `isFirst` if these are the ones who were there already. */
  onChange(joined: readonly Person[], left: readonly Person[], isFirst: boolean): void;
  /** A message does not say who it is about. */
  onInvalid(problem: string, payload: unknown): void;
}

/** How far what is shown can be trusted. */
export type PresencePhase = 'loading' | 'live' | 'stale' | 'offline';

/** How long the first news may take, in ms: a second to come, and another to be collected. */
const FIRST_NEWS = 2000;

/** The trackers in use: elements on one source share one, and one sign of life. */
const trackers = new WeakMap<MessageSource, { tracker: PresenceTracker; users: number }>();

/**
 * Binds the presence on a source to its host: who is there, who just was, and whether that is still
 * true. Keeps the connection for as long as the host is in the document.
 */
export class PresenceController implements ReactiveController {
  readonly runtime: RuntimeController;
  readonly redraw: RedrawController;
  readonly people = new People();
  readonly #host: PresenceHost;
  readonly #listener: PresenceListener;
  readonly #source: SourceController;
  #tracker: PresenceTracker | undefined;
  #given: PresenceTracker | MessageSource | undefined;
  #madeFor: Runtime | undefined;
  #unfollow: Unsubscribe | undefined;
  #grace = new Grace(0);
  #openSince: number | undefined;
  #lostAt: number | undefined;
  #hasNews = false;
  #self = '';

  constructor(host: PresenceHost, listener: PresenceListener) {
    this.#host = host;
    this.#listener = listener;
    this.runtime = new RuntimeController(host);
    this.redraw = new RedrawController(host, this.runtime);
    this.#source = new SourceController(host, () => () => undefined);
    host.addController(this);
  }

  /** Reads how far what is shown can be trusted. Call it while rendering. */
  readPhase(): PresencePhase {
    if (!this.#tracker) return 'offline';
    const { shown, changesIn } = this.#readGrace();
    const now = this.#now;
    this.redraw.in(changesIn);
    this.redraw.in(this.people.expire(now, this.#host.keepOffline));
    if (shown === 'open') {
      const wait = this.#isAwaitingNews ? this.#openSince! + FIRST_NEWS - now : Infinity;
      this.redraw.in(wait);
      return wait < Infinity ? 'loading' : 'live';
    }
    if (this.people.size > 0 || this.#lostAt !== undefined) return 'stale';
    return shown === 'connecting' || shown === 'waiting' ? 'loading' : 'offline';
  }

  /** Since when, in wall-clock ms, nobody can be heard. */
  get lostAt(): number {
    return this.toWallClock(this.#lostAt ?? this.#now);
  }

  /** Turns a moment of the monotonic clock into wall-clock ms. */
  toWallClock(moment: number): number {
    return this.runtime.clock.now() - (this.#now - moment);
  }

  hostUpdate(): void {
    const { self, isConnected, presence } = this.#host;
    if (!isConnected) return;
    const given = presence ?? this.#source.current;
    const runtime = this.runtime.current;
    if (given !== this.#given || runtime !== this.#madeFor) this.#followNext(given, runtime);
    if (self !== this.#self) this.#read();
  }

  hostDisconnected(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#given = undefined;
  }

  get #isAwaitingNews(): boolean {
    const waited = this.#now - (this.#openSince ?? -Infinity);
    return !this.#hasNews && this.people.size === 0 && waited < FIRST_NEWS;
  }

  get #now(): number {
    return this.runtime.clock.monotonic();
  }

  #followNext(given: PresenceTracker | MessageSource | undefined, runtime: Runtime): void {
    this.hostDisconnected();
    this.#given = given;
    this.#madeFor = runtime;
    const before = this.#tracker;
    const [tracker, letGo] = take(given, runtime);
    this.#tracker = tracker;
    // Who only moves in the document finds again what it left.
    if (tracker !== before) this.#forget();
    this.#unfollow = tracker && this.#follow(tracker, letGo);
  }

  #follow(tracker: PresenceTracker, letGo: Unsubscribe): Unsubscribe {
    const { source } = tracker;
    const onState = (): void => this.#onState(source);
    const onInvalid = ({ problem, payload }: InvalidPresence): void =>
      this.#listener.onInvalid(problem, payload);
    const stop = tracker.subscribe((changes) => this.#onChange(changes));
    tracker.addEventListener('invalid', onInvalid);
    source.addEventListener('statechange', onState);
    const release = source.retain();
    this.#read();
    onState();
    return () => {
      release();
      stop();
      tracker.removeEventListener('invalid', onInvalid);
      source.removeEventListener('statechange', onState);
      letGo();
    };
  }

  #forget(): void {
    this.people.clear();
    this.#grace = new Grace(this.#host.grace);
    this.#openSince = this.#lostAt = undefined;
    this.#hasNews = false;
  }

  #onState({ connection }: MessageSource): void {
    const isOpen = connection.state === 'open';
    if (isOpen) this.#openSince ??= this.#now;
    else if (this.#openSince !== undefined) this.#lostAt = this.#now;
    if (isOpen) this.#lostAt = undefined;
    else this.#openSince = undefined;
    // Read at once, and not with the next picture: a hidden page may not paint for hours.
    this.#readGrace();
    this.redraw.soon();
  }

  #onChange({ joined, left }: PresenceChanges): void {
    const isFirst = this.#isAwaitingNews;
    this.#hasNews = true;
    const leaving = this.#named(left);
    this.#read();
    this.#listener.onChange(this.#named(joined), leaving, isFirst);
    this.redraw.soon();
  }

  #read(): void {
    const { self } = this.#host;
    this.#self = self;
    const users = this.#tracker?.getOnlineUsers().filter(({ userId }) => userId !== self) ?? [];
    this.people.update(users, this.#now, localeOf(this.#host));
    this.people.expire(this.#now, this.#host.keepOffline);
  }

  #named(users: PresenceChanges['joined']): readonly Person[] {
    return users.flatMap(({ userId }) => this.people.get(userId) ?? []);
  }

  #readGrace() {
    this.#grace.grace = this.#host.grace;
    const state = this.#tracker?.source.connection.state ?? 'idle';
    return this.#grace.read(state, this.#now);
  }
}

/** Gives the tracker of a source, and what lets it go. */
function take(
  given: PresenceTracker | MessageSource | undefined,
  runtime: Runtime,
): [PresenceTracker | undefined, Unsubscribe] {
  if (!given || 'getOnlineUsers' in given) return [given, () => undefined];
  const known = trackers.get(given);
  const shared = known ?? { tracker: new PresenceTracker(given, runtime), users: 0 };
  trackers.set(given, shared);
  shared.users++;
  return [shared.tracker, () => letGo(given, shared, createAlarm(runtime.clock))];
}

/** Ends a tracker that nobody uses any more. Who moves is back within the same task. */
function letGo(
  source: MessageSource,
  shared: { readonly tracker: PresenceTracker; users: number },
  later: Alarm,
): void {
  later(() => {
    if (--shared.users > 0) return;
    trackers.delete(source);
    shared.tracker.close();
  });
}
