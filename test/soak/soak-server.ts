import { seededRandom } from '../../src/stage/random.js';
import { Feed } from './feed.js';
import { Lines } from './lines.js';
import type { TransportScript } from './transport-script.js';

/** The script, as far as the server goes. */
type ServerScript = TransportScript<unknown>;

/** What the server has read of what a tab sent. */
export interface Heard {
  readonly tab: number;
  readonly n: number;
  readonly count: number;
  /** Whether it will not have it. */
  readonly isRefused: boolean;
}

/** Which share of what it is asked to acknowledge a server refuses. */
const REFUSED = 0.1;
/** Which share of acknowledgements get lost. */
const LOST_ACKS = 0.2;

/** A server that numbers what it says and can say it again, as its doors see it. */
export class SoakServer {
  readonly feed: Feed;
  readonly lines = new Lines();
  readonly script: ServerScript;
  /** What the broker does to messages, as shares. */
  readonly faults: { loss: number; duplicate: number; reorder: number };
  /** What was said to it, by id, in the order of arrival. */
  readonly heard = new Map<string, Heard>();
  /** Which token it takes. */
  token = 1;
  isClosed = false;
  readonly #onDenied: (tab: number) => void;
  readonly #chance: () => number;
  #lostAcks = LOST_ACKS;

  /** @param onDenied Learns that a tab came with a token that is no longer taken. */
  constructor(script: ServerScript, onDenied: (tab: number) => void) {
    const { loss, duplicate, reorder, history } = script;
    this.script = script;
    this.feed = new Feed(history);
    this.faults = { loss: loss / 100, duplicate: duplicate / 100, reorder: reorder / 100 };
    this.#onDenied = onDenied;
    this.#chance = seededRandom(script.seed, 'answers');
  }

  admits(tab: number, token: string | null): boolean {
    const isGood = token === String(this.token);
    if (!isGood) this.#onDenied(tab);
    return isGood;
  }

  hear(tab: number, id = 'none', n: number): void {
    const count = (this.heard.get(id)?.count ?? 0) + 1;
    this.heard.set(id, { tab, n, count, isRefused: false });
  }

  /**
   * Reads what is to be acknowledged, and gives what there is to say; nothing if that gets lost. What
   * was refused once is refused again, and all else is taken once.
   */
  answer(tab: number, id: string, n: number): object | undefined {
    const known = this.heard.get(id);
    const isRefused = known?.isRefused ?? this.#chance() < REFUSED;
    this.heard.set(id, { tab, n, count: (known?.count ?? 0) + 1, isRefused });
    const payload = { id, ...(isRefused && { error: 'no' }) };
    return this.#chance() < this.#lostAcks ? undefined : { type: 'ack', payload, timestamp: 0 };
  }

  /** Ends every connection of these tabs, and perhaps forgets everything. */
  restart(tabs: number): void {
    for (let tab = 0; tab < tabs; tab++) this.lines.each(tab, (end) => end.drop());
    if (this.script.forgets) this.feed.forget();
  }

  /** The broker works as it should, and no acknowledgement gets lost. */
  heal(): void {
    this.#lostAcks = 0;
    Object.assign(this.faults, { loss: 0, duplicate: 0, reorder: 0 });
  }
}
