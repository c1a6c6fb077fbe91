import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import { createOutbox } from '../core/memory-outbox.js';
import type { Outbox, OutboxLimits } from '../core/outbox.js';
import type { Clock } from '../core/runtime.js';
import {
  createFate,
  type MessageFate,
  type TrackedMessage,
  trackMessage,
} from '../core/sent-message.js';
import type { FateNotice, SendRequest } from './shared-wire.js';

/** How many messages may be on their way to the leader before it has confirmed one. */
const WINDOW = 64;

/** One message of this tab. Its frame is the payload alone. */
interface Sending {
  readonly message: TrackedMessage;
  /**
   * `posted` the leader may not have it · `kept` it waits in the leader's outbox · `out` it may have
   * gone to the server.
   */
  place: 'posted' | 'kept' | 'out';
}

type OptionedMessage = TrackedMessage & { options?: string };

/**
 * Follows what one tab sends, through one leader and the next.
 *
 * What surely has not gone to the server is handed to the next leader; so is, with the same id, what
 * the server acknowledges by id. What else was on its way may have arrived or not, and fails.
 */
export class SharedSends {
  readonly #outbox: Outbox;
  readonly #handed = new Map<string, Sending>();
  readonly #post: (request: SendRequest) => boolean;
  #draining = false;

  /** @param post Gives a request to the leader, or says that there is none. */
  constructor(
    limits: OutboxLimits | undefined,
    clock: Clock,
    post: (request: SendRequest) => boolean,
    onChange: () => void,
    onRefused: (error: TallyError) => void,
  ) {
    const hooks = { onChange, onError: onRefused, onOverdue: () => undefined };
    this.#outbox = createOutbox(limits, clock, hooks);
    this.#post = post;
  }

  /** How many messages wait for a leader. */
  get waiting(): number {
    return this.#outbox.size;
  }

  /** Whether there is anything of which a leader may have to say more. */
  get underWay(): boolean {
    return this.#handed.size > 0;
  }

  /** @throws TallyError `outbox-full` under the policy `reject`. */
  add(id: string, type: string, text: string, options: string | undefined): TrackedMessage {
    // That the server acknowledges it is for the leader to see to: here it only waits.
    const tracked = trackMessage(id, type, text, asksForAck(options));
    const message: OptionedMessage = Object.assign(tracked, { ack: false });
    if (options) message.options = options;
    if (this.#outbox.size > 0 || !this.#take(message)) this.#outbox.add(message);
    return message;
  }

  /** Finds a message that is not settled. */
  find(id: string): TrackedMessage | undefined {
    return this.#handed.get(id)?.message ?? this.#outbox.find(id);
  }

  /** Learns what became of a message. */
  hear({ id, fate, code, text, reply }: FateNotice): void {
    const sending = this.#handed.get(id);
    if (!sending) return;
    const { message } = sending;
    if (fate === 'taken' || fate === 'sending') sending.place = 'out';
    else if (fate === 'queued') sending.place = 'kept';
    else this.#handed.delete(id);
    if (fate === 'taken') return;
    const isBad = fate === 'failed' || fate === 'expired';
    const answer = reply === undefined ? undefined : (JSON.parse(reply) as unknown);
    const error = isBad ? failure(`send "${message.type}"`, code ?? fate, text, answer) : undefined;
    message.reply = answer;
    become(message, fate, error);
    this.drain();
  }

  /** Notes that the leader may send now what it has kept. */
  opened(): void {
    for (const sending of this.#handed.values()) {
      if (sending.place === 'kept') sending.place = 'out';
    }
  }

  /** The leader is gone, and with it whatever it had. */
  lost(): void {
    for (const sending of [...this.#handed.values()]) this.#part(sending);
  }

  /** Learns what became of a message with a leader that is gone by now. */
  hearLate(notice: FateNotice): void {
    this.hear(notice);
    const sending = this.#handed.get(notice.id);
    if (sending) this.#part(sending);
  }

  /** Somebody leads: hands over what the one before did not finish, and what waits. */
  found(): void {
    // Nothing new may get in between.
    this.#draining = true;
    for (const { message } of [...this.#handed.values()]) this.#request(message);
    this.#draining = false;
    this.drain();
  }

  /** Hands over what waits. */
  drain(): void {
    if (this.#draining || this.#outbox.size === 0) return;
    this.#draining = true;
    this.#outbox.open((message) => this.#take(message));
    this.#draining = false;
  }

  /** This tab goes, and will not hear what becomes of what another one has. */
  abandon(): void {
    for (const { message } of [...this.#handed.values()]) this.#fail(message);
  }

  /** What waits fails with `error`. */
  clear(error: TallyError): void {
    this.abandon();
    this.#outbox.clear(error);
  }

  #part(sending: Sending): void {
    const { message, place } = sending;
    if (place === 'out' && !isAcknowledged(message)) this.#fail(message);
    else sending.place = 'posted';
  }

  #take(message: TrackedMessage): boolean {
    let posted = 0;
    for (const { place } of this.#handed.values()) if (place === 'posted') posted++;
    if (posted >= WINDOW) return false;
    this.#handed.set(message.id, { message, place: 'posted' });
    const isTaken = this.#request(message);
    if (!isTaken) this.#handed.delete(message.id);
    return isTaken;
  }

  #request({ id, type, frame, options }: OptionedMessage): boolean {
    return this.#post({ kind: 'send', id, type, text: frame, ...(options && { options }) });
  }

  #fail(message: TrackedMessage): void {
    this.#handed.delete(message.id);
    become(message, 'failed', failure(`send "${message.type}"`, 'connection-lost'));
  }
}

/** Changes a fate. Who follows it waits for the next change of another object. */
function become(message: TrackedMessage, fate: MessageFate, error?: TallyError): void {
  const before = message.shared;
  message.shared = createFate(fate);
  message.shared.error = error;
  before.become(fate, error);
}

/** Whether the server says by its id that it has a message, so that it may get it twice. */
function isAcknowledged({ options }: OptionedMessage): boolean {
  return asksForAck(options);
}

function asksForAck(options: string | undefined): boolean {
  return !!options && (JSON.parse(options) as { ack?: unknown }).ack === true;
}
