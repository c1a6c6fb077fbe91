import type { StagedEvent } from './event-text.js';
import type { StagedHttpConnection } from './staged-http-connection.js';

/** Remembers the events of a canned stream, for pages that come back. */
export class EventHistory {
  readonly #events: StagedEvent[] = [];
  readonly #keeps: boolean;

  constructor(keeps: boolean) {
    this.#keeps = keeps;
  }

  /** Keeps an event that can be asked for later. Says whether it can. */
  add(event: StagedEvent): boolean {
    const kept = this.#keeps && event.id !== undefined;
    if (kept) this.#events.push(event);
    return kept;
  }

  /** The far end of a canned event stream: opens, and sends what the page has missed. */
  readonly farEnd = (connection: StagedHttpConnection): void => {
    connection.open();
    const last = connection.lastEventId;
    if (last === undefined) return;
    // An id that nobody knows is older than everything that is kept.
    const missed = this.#events.findLastIndex(({ id }) => id === last) + 1;
    for (const event of this.#events.slice(missed)) connection.event(event);
  };
}
