import { type Alarm, createAlarm } from './alarm.js';
import type { MessageSource, SubscribeOptions } from './message-source.js';
import { onAbort } from './on-abort.js';
import {
  comparePresence,
  goneFrom,
  liveAmong,
  MAX_USERS,
  nextExpiry,
  presentUsers,
  renew,
  seenAmong,
  type PresenceChanges,
  type PresenceLimits,
  type PresenceSign,
  type PresentUser,
  type Sessions,
} from './presence.js';
import { readPresenceSign } from './presence-sign.js';
import type { Runtime, Unsubscribe } from './runtime.js';
import { TypedEventTarget } from './typed-event-target.js';

// Older browsers lack the symbol.
const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol();

export interface PresenceOptions extends PresenceLimits {
  /** Time between two signs of life of this tab, in ms. Default 30000. */
  readonly heartbeatInterval?: number | undefined;
  /** For how many ms changes are collected before they are told. Default 1000. */
  readonly batchInterval?: number | undefined;
}

/** A message that does not say who it is about. */
export interface InvalidPresence {
  /** Cause and remedy in two sentences. */
  readonly problem: string;
  readonly payload: unknown;
}

/** The events of presence. */
export interface PresenceEvents {
  presencechange: Event & PresenceChanges;
  invalid: Event & InvalidPresence;
}

/**
 * Follows who is present on a source, and tells its server that this tab is there.
 *
 * Joins and leaves are told once, in batches. Without a connection nobody leaves, because nobody can
 * be heard. On a source that cannot send it only watches.
 */
export class PresenceTracker extends TypedEventTarget<PresenceEvents> {
  /** The source that is followed. */
  readonly source: MessageSource;
  readonly #runtime: Runtime;
  readonly #options: PresenceOptions;
  readonly #beat: Alarm;
  readonly #expiry: Alarm;
  readonly #batch: Alarm;
  readonly #control = new AbortController();
  // Changed in place: a copy for each of ten thousand beats would stop the page.
  #presence = new Map<string, Sessions>();
  readonly #told = new Map<string, Sessions>();
  /** Who may be different from what was told. */
  readonly #stirred = new Set<string>();
  /** When to look next whose time is over; that may be early, never late. */
  #dueAt = Infinity;
  #batching = false;
  #wasOpen = false;

  constructor(source: MessageSource, runtime: Runtime, options: PresenceOptions = {}) {
    super();
    const { signal } = this.#control;
    this.source = source;
    this.#runtime = runtime;
    this.#options = options;
    this.#beat = createAlarm(runtime.clock);
    this.#expiry = createAlarm(runtime.clock);
    this.#batch = createAlarm(runtime.clock);
    source.on('presence-update', (payload) => this.#onUpdate(payload), { signal });
    source.on('presence-offline', (payload) => this.#onOffline(payload), { signal });
    source.addEventListener('statechange', () => this.#onStateChange(), { signal });
    onAbort(
      signal,
      runtime.page.on('visibilitychange', () => this.#sendBeat()),
    );
    this.#onStateChange();
  }

  /** Lists who is present now, everybody once, in the order in which they came. */
  getOnlineUsers(): PresentUser[] {
    return presentUsers(this.#presence);
  }

  /** Tells when a user last gave a sign of life, in wall-clock ms; `undefined` for who is not here. */
  lastSeen(userId: string): number | undefined {
    const user = this.getOnlineUsers().find((one) => one.userId === userId);
    const { clock } = this.#runtime;
    return user && clock.now() - (clock.monotonic() - user.lastSeen);
  }

  /** Calls `listener` with every batch of changes. */
  subscribe(
    listener: (changes: PresenceChanges) => void,
    { signal }: SubscribeOptions = {},
  ): Unsubscribe {
    this.addEventListener('presencechange', listener, signal && { signal });
    return () => this.removeEventListener('presencechange', listener);
  }

  /** Ends for good: no more beats, and nothing is heard. */
  close(): void {
    this.#control.abort();
    this.#beat();
    this.#expiry();
    this.#batch();
  }

  /** Closes, at the end of a `using` block. */
  [dispose](): void {
    this.close();
  }

  #onUpdate(payload: unknown): void {
    const sign = this.#read(payload);
    if (!sign) return;
    const { status } = payload as { status?: unknown };
    const known = this.#presence.get(sign.userId);
    if (status === 'offline') return this.#leave(sign, known);
    if (!known && this.#presence.size >= (this.#options.maxUsers ?? MAX_USERS)) return;
    const named = { ...sign, status: status === 'away' ? status : 'online' } as const;
    const now = this.#runtime.clock.monotonic();
    this.#put(sign.userId, seenAmong(known, named, now, this.#options));
  }

  #onOffline(payload: unknown): void {
    const sign = this.#read(payload);
    if (sign) this.#leave(sign, this.#presence.get(sign.userId));
  }

  #leave({ userId, session }: PresenceSign, known: Sessions | undefined): void {
    const now = this.#runtime.clock.monotonic();
    if (known) this.#put(userId, goneFrom(known, session, now, this.#options));
  }

  #read(payload: unknown): PresenceSign | undefined {
    const sign = readPresenceSign(payload);
    if (!('problem' in sign)) return sign;
    const { problem } = sign;
    this.dispatchEvent(Object.assign(new Event('invalid'), { problem, payload }));
    return undefined;
  }

  #onStateChange(): void {
    const isOpen = this.source.connection.state === 'open';
    if (isOpen === this.#wasOpen) return;
    this.#wasOpen = isOpen;
    // After what handlers of the connection send: the server may have to be told first who joins.
    if (isOpen) void Promise.resolve().then(() => this.#sendBeat());
    else this.#beat();
    const now = this.#runtime.clock.monotonic();
    if (isOpen) this.#presence = new Map(renew(this.#presence, now, this.#options));
    this.#expireLater(nextExpiry(this.#presence));
  }

  #sendBeat(): void {
    // A beat that waited for a connection would say nothing true.
    if (!this.#wasOpen) return;
    const { heartbeatInterval = 30_000 } = this.#options;
    this.#beat(() => this.#sendBeat(), heartbeatInterval);
    // One that still waits, behind a source that listens only, says it all.
    if (this.source.connection.unsent > 0) return;
    const away = this.#runtime.page.hidden;
    try {
      this.source.send('presence-heartbeat', away ? { status: 'away' } : {});
    } catch (error) {
      // Where messages go one way, somebody else tells that this tab is there.
      if ((error as { code?: unknown }).code !== 'one-way') throw error;
    }
  }

  #put(userId: string, sessions: Sessions): void {
    this.#presence.set(userId, sessions);
    this.#stir(userId);
    const next = nextExpiry(new Map([[userId, sessions]]));
    if (next < this.#dueAt) this.#expireLater(next);
  }

  #stir(userId: string): void {
    this.#stirred.add(userId);
    if (this.#batching) return;
    this.#batching = isNews(comparePresence(this.#told, this.#presence, [userId]));
    if (this.#batching) this.#batch(() => this.#tell(), this.#options.batchInterval ?? 1000);
    else this.#settle();
  }

  #expireLater(dueAt: number): void {
    this.#dueAt = dueAt;
    const isDue = this.#wasOpen && dueAt < Infinity;
    this.#expiry(isDue ? () => this.#expire() : undefined, dueAt - this.#runtime.clock.monotonic());
  }

  #expire(): void {
    const now = this.#runtime.clock.monotonic();
    for (const [userId, sessions] of this.#presence) {
      const live = liveAmong(sessions, now);
      if (live === sessions) continue;
      if (live.size > 0) this.#presence.set(userId, live);
      else this.#presence.delete(userId);
      this.#stir(userId);
    }
    this.#expireLater(nextExpiry(this.#presence));
  }

  #tell(): void {
    const changes = comparePresence(this.#told, this.#presence, this.#stirred);
    this.#batching = false;
    this.#settle();
    if (isNews(changes)) this.dispatchEvent(Object.assign(new Event('presencechange'), changes));
  }

  #settle(): void {
    for (const userId of this.#stirred) {
      const sessions = this.#presence.get(userId);
      if (sessions) this.#told.set(userId, sessions);
      else this.#told.delete(userId);
    }
    this.#stirred.clear();
  }
}

function isNews({ joined, left, changed }: PresenceChanges): boolean {
  return joined.length + left.length + changed.length > 0;
}
