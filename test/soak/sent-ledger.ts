import type { SentMessage } from '../../src/core/sent-message.js';
import type { Heard } from './soak-server.js';
import type { SoakClient } from './transport-client.js';

/** The reasons after which a message cannot have left the client. */
const KEPT = /outbox-full|closed|not-connected|expired/;

interface Entry {
  readonly n: number;
  /** Whether the server says that it has it, or will not have it. */
  readonly isAsked: boolean;
  readonly message: SentMessage;
  /** Whether nothing stands in its way, so that it has to arrive. */
  readonly isSure: boolean;
  /** Whether it was sent right before the end, when nobody can say any more that it arrived. */
  readonly isLast: boolean;
}

/**
 * Keeps account of what a client sent, and holds its fate against what the server has.
 *
 * `delivered` means that the server has it; `expired`, and what was refused before it left, that it
 * has not; `failed` with a lost connection may mean either. Nothing arrives twice, what was
 * delivered arrived in order, and every message has a fate in the end. A sender that waits for an
 * acknowledgement may have it read twice, because the server knows it by its id; then `delivered` means
 * that the server took it, `rejected` that it did not, and all else says nothing.
 */
export class SentLedger {
  readonly #entries: Entry[] = [];
  readonly #client: SoakClient;
  readonly #asks: boolean;

  /** @param asks Whether it lets every third message be acknowledged. */
  constructor(client: SoakClient, asks: boolean) {
    this.#client = client;
    this.#asks = asks;
  }

  /** Sends the next message. */
  send({ isSure = false, isLast = false } = {}): void {
    const n = this.#entries.length + 1;
    const isAsked = this.#asks && n % 3 === 0;
    const send = (): unknown =>
      isAsked ? this.#client.send('ask', { n }, { ack: true }) : this.#client.send('say', { n });
    this.#entries.push({ n, isAsked, message: send() as SentMessage, isSure, isLast });
  }

  /** Tells what is broken, after the client has ended. */
  settle(heard: ReadonlyMap<string, Heard>): string[] {
    const places = new Map([...heard.keys()].map((id, index) => [id, index]));
    const broken: string[] = [];
    let before = -1;
    for (const { n, isAsked, message, isSure, isLast } of this.#entries) {
      const { id, fate, error } = message;
      const arrival = places.get(id);
      const isThere = arrival !== undefined;
      if (fate === 'queued' || fate === 'sending') broken.push(`Message ${n} is still ${fate}.`);
      if (fate === 'delivered' && !isThere) broken.push(`Message ${n} is delivered, but lost.`);
      const code = error?.code ?? '';
      const isRefused = heard.get(id)?.isRefused ?? false;
      if (isRefused && fate === 'delivered') broken.push(`Message ${n} was refused.`);
      if (code === 'rejected' && !isRefused) broken.push(`Nobody refused message ${n}.`);
      if (isThere && !isAsked && KEPT.test(code)) {
        broken.push(`Message ${n} arrived, and is said to be ${fate} (${code}).`);
      }
      if (isSure && !isRefused && fate !== 'delivered')
        broken.push(`Message ${n} is ${fate}, and no reason.`);
      if (isLast && !isThere) broken.push(`Message ${n}, the last, is lost (${fate}).`);
      if (isThere && !isAsked && heard.get(id)!.count > 1)
        broken.push(`Message ${n} arrived twice.`);
      if (fate === 'delivered' && isThere) {
        if (arrival < before) broken.push(`Message ${n} was overtaken.`);
        before = arrival;
      }
    }
    return broken;
  }
}
