import { Feed } from './feed.js';
import { Lines } from './lines.js';
import type { TransportScript } from './transport-script.js';

/** What the server has read of what a tab sent. */
export interface Heard {
  readonly tab: number;
  readonly n: number;
  readonly count: number;
}

/** A server that numbers what it says and can say it again, as its doors see it. */
export class SoakServer {
  readonly feed: Feed;
  readonly lines = new Lines();
  readonly script: TransportScript;
  /** What the broker does to messages, as shares. */
  readonly faults: { loss: number; duplicate: number; reorder: number };
  /** What was said to it, by id, in the order of arrival. */
  readonly heard = new Map<string, Heard>();
  /** Which token it takes. */
  token = 1;
  isClosed = false;
  readonly #onDenied: (tab: number) => void;

  /** @param onDenied Learns that a tab came with a token that is no longer taken. */
  constructor(script: TransportScript, onDenied: (tab: number) => void) {
    const { loss, duplicate, reorder, history } = script;
    this.script = script;
    this.feed = new Feed(history);
    this.faults = { loss: loss / 100, duplicate: duplicate / 100, reorder: reorder / 100 };
    this.#onDenied = onDenied;
  }

  admits(tab: number, token: string | null): boolean {
    const isGood = token === String(this.token);
    if (!isGood) this.#onDenied(tab);
    return isGood;
  }

  hear(tab: number, id = 'none', n: number): void {
    const count = (this.heard.get(id)?.count ?? 0) + 1;
    this.heard.set(id, { tab, n, count });
  }

  /** Ends every connection of these tabs, and perhaps forgets everything. */
  restart(tabs: number): void {
    for (let tab = 0; tab < tabs; tab++) this.lines.each(tab, (end) => end.drop());
    if (this.script.forgets) this.feed.forget();
  }

  /** The broker works as it should. */
  heal(): void {
    Object.assign(this.faults, { loss: 0, duplicate: 0, reorder: 0 });
  }
}
