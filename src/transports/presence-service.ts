import { type Alarm, createAlarm } from '../core/alarm.js';
import type { MessageSource, SubscribeOptions } from '../core/message-source.js';
import { onAbort } from '../core/on-abort.js';
import {
  comparePresence,
  expire,
  gone,
  nextExpiry,
  nobody,
  presentUsers,
  renew,
  seen,
  type Presence,
  type PresenceChanges,
  type PresenceLimits,
  type PresenceSign,
  type PresentUser,
} from '../core/presence.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { TypedEventTarget } from '../core/typed-event-target.js';
import { browserRuntime } from './browser-runtime.js';

// Older browsers lack the symbol.
const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol();

export interface PresenceServiceOptions extends PresenceLimits {
  readonly runtime?: Runtime | undefined;
  /** Time between two signs of life of this tab, in ms. Default 30000. */
  readonly heartbeatInterval?: number | undefined;
  /** For how many ms changes are collected before they are told. Default 1000. */
  readonly batchInterval?: number | undefined;
}

/** The events a `PresenceService` fires. */
export interface PresenceServiceEvents {
  presencechange: Event & PresenceChanges;
}

/**
 * Follows who is present, by `presence-update {userId, status, session?}` and `presence-offline
 * {userId, session?}`, and tells the server that this tab is there.
 *
 * Sends `presence-heartbeat {}` at every interval, at every reconnect, and at once when the page is
 * hidden or shown; while it is hidden, with `{status: 'away'}`. Joins and leaves are told once, in
 * batches. Without a connection nobody leaves, because nobody can be heard.
 */
export class PresenceService extends TypedEventTarget<PresenceServiceEvents> {
  readonly #source: MessageSource;
  readonly #runtime: Runtime;
  readonly #options: PresenceServiceOptions;
  readonly #beat: Alarm;
  readonly #expiry: Alarm;
  readonly #batch: Alarm;
  readonly #control = new AbortController();
  #presence: Presence = nobody;
  #told: Presence = nobody;
  #batching = false;
  #wasOpen = false;

  constructor(source: MessageSource, options: PresenceServiceOptions = {}) {
    super();
    const { runtime = browserRuntime } = options;
    const { signal } = this.#control;
    this.#source = source;
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
    const sign = readSign(payload);
    if (!sign) return;
    const { status } = payload as { status?: unknown };
    const now = this.#runtime.clock.monotonic();
    const away = status === 'away' ? status : 'online';
    this.#become(
      status === 'offline'
        ? gone(this.#presence, sign, now, this.#options)
        : seen(this.#presence, { ...sign, status: away }, now, this.#options),
    );
  }

  #onOffline(payload: unknown): void {
    const sign = readSign(payload);
    const now = this.#runtime.clock.monotonic();
    if (sign) this.#become(gone(this.#presence, sign, now, this.#options));
  }

  #onStateChange(): void {
    const isOpen = this.#source.connection.state === 'open';
    if (isOpen === this.#wasOpen) return;
    this.#wasOpen = isOpen;
    if (isOpen) this.#sendBeat();
    else this.#beat();
    const now = this.#runtime.clock.monotonic();
    this.#become(isOpen ? renew(this.#presence, now, this.#options) : this.#presence);
  }

  #sendBeat(): void {
    // A beat that waited for a connection would say nothing true.
    if (!this.#wasOpen) return;
    const { heartbeatInterval = 30_000 } = this.#options;
    this.#beat(() => this.#sendBeat(), heartbeatInterval);
    const away = this.#runtime.page.hidden;
    this.#source.send('presence-heartbeat', away ? { status: 'away' } : {});
  }

  #become(next: Presence): void {
    const { clock } = this.#runtime;
    this.#presence = this.#wasOpen ? expire(next, clock.monotonic()) : next;
    const due = nextExpiry(this.#presence) - clock.monotonic();
    this.#expiry(
      this.#wasOpen && due < Infinity ? () => this.#become(this.#presence) : undefined,
      due,
    );
    if (this.#batching || !isNews(comparePresence(this.#told, this.#presence))) return;
    this.#batching = true;
    this.#batch(() => this.#tell(), this.#options.batchInterval ?? 1000);
  }

  #tell(): void {
    const changes = comparePresence(this.#told, this.#presence);
    this.#batching = false;
    this.#told = this.#presence;
    if (isNews(changes)) this.dispatchEvent(Object.assign(new Event('presencechange'), changes));
  }
}

function isNews({ joined, left, changed }: PresenceChanges): boolean {
  return joined.length + left.length + changed.length > 0;
}

/** Reads who a message is about; `undefined` where it names nobody. */
function readSign(payload: unknown): PresenceSign | undefined {
  const { userId, session } = (payload ?? {}) as Record<string, unknown>;
  if (typeof userId !== 'string' || !userId) return undefined;
  return { userId, session: typeof session === 'string' ? session : undefined };
}
