import type { Notification } from './notification.js';

/** A notification in a list, with how often it has been sent. */
export interface NotificationEntry {
  readonly notification: Notification;
  /** 1 for a notification sent once; shown as ×N from 2 on. */
  readonly count: number;
}

/** What adding a notification did. */
export type AddOutcome = 'added' | 'updated' | 'duplicate';

/** How many times the cap a list may grow by notifications that carry an action. */
const ACTION_ALLOWANCE = 10;

/**
 * Keeps the current notifications, one entry per id, and remembers the ones that were missed.
 *
 * The oldest goes first when the cap is reached, but never one that carries an action:
 * an Undo stays until it is used, dismissed or timed out. (A peer that sends nothing but actions
 * is still bounded, at ten times the cap.) Nor does the newest go, even if all others have one.
 */
export class NotificationList {
  cap: number;
  historyCap = 50;
  // A Map iterates in order of insertion, so its first key is the oldest entry.
  readonly #entries = new Map<string, NotificationEntry>();
  readonly #missed = new Map<string, NotificationEntry>();

  constructor(cap = 50) {
    this.cap = cap;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The current entries, newest first. */
  get entries(): NotificationEntry[] {
    return [...this.#entries.values()].reverse();
  }

  /** The missed entries, newest first. */
  get missed(): NotificationEntry[] {
    return [...this.#missed.values()].reverse();
  }

  get(id: string): NotificationEntry | undefined {
    return this.#entries.get(id);
  }

  get missedCount(): number {
    return this.#missed.size;
  }

  getMissed(id: string): NotificationEntry | undefined {
    return this.#missed.get(id);
  }

  /** Adds a notification, or updates the entry of the same id where it stands. */
  add(notification: Notification): AddOutcome {
    const known = this.#entries.get(notification.id);
    if (known && isSame(known.notification, notification)) return 'duplicate';
    this.#missed.delete(notification.id);
    this.#entries.set(notification.id, { notification, count: (known?.count ?? 0) + 1 });
    return known ? 'updated' : 'added';
  }

  /** Removes what the cap no longer allows, but never `kept`; remembers it as missed, returns it. */
  evict(kept?: string): NotificationEntry[] {
    const evicted: NotificationEntry[] = [];
    let excess = this.#entries.size - Math.max(0, this.cap);
    let after = this.#entries.size;
    for (const entry of this.#entries.values()) {
      after--;
      // A cap that is no number evicts nothing. And the newest must not come and go unseen.
      if (!(excess > 0) || (after === 0 && this.cap > 0)) break;
      if (entry.notification.id === kept) continue;
      if (entry.notification.action && this.#entries.size <= this.cap * ACTION_ALLOWANCE) continue;
      this.miss(entry);
      evicted.push(entry);
      excess--;
    }
    return evicted;
  }

  /** Removes an entry that the reader is done with. */
  remove(id: string): NotificationEntry | undefined {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    return entry;
  }

  /** Moves an entry, or one that was never shown, to the missed ones. */
  miss(entry: NotificationEntry): void {
    const { id } = entry.notification;
    this.#entries.delete(id);
    this.#missed.delete(id);
    this.#missed.set(id, entry);
    if (this.#missed.size > this.historyCap) {
      this.#missed.delete(this.#missed.keys().next().value as string);
    }
  }

  /** Forgets a missed entry. */
  removeMissed(id: string): void {
    this.#missed.delete(id);
  }

  clear(): void {
    this.#entries.clear();
  }

  clearMissed(): void {
    this.#missed.clear();
  }
}

/** Tells whether two notifications say and do the same. */
export function isSame(a: Notification, b: Notification): boolean {
  return (
    a.timestamp === b.timestamp &&
    a.title === b.title &&
    a.message === b.message &&
    a.type === b.type &&
    a.duration === b.duration &&
    a.action?.id === b.action?.id &&
    a.action?.label === b.action?.label
  );
}
