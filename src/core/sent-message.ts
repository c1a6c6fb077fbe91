import { deferred } from './deferred.js';
import type { TallyError } from './errors.js';

/**
 * How far a message got.
 *
 * `queued` waits for a connection · `sending` is handed to the socket · `delivered` the far end has
 * read it · `failed` it was refused, dropped, or may not have arrived · `expired` it waited too long.
 */
export type MessageFate = 'queued' | 'sending' | 'delivered' | 'failed' | 'expired';

/** How a message is sent. Plain data, so that it can be passed on to another tab. */
export interface SendOptions {
  /**
   * Whether the server acknowledges the message by its id. Then it is sent again, under the same id,
   * until that has happened: once for a server that knows what it has read. Default false.
   */
  readonly ack?: boolean | undefined;
  /** The message's id, for whoever sends it again. By default a new one. */
  readonly id?: string | undefined;
}

/** What a sender may know of a message. */
export interface SentMessage {
  readonly id: string;
  readonly type: string;
  readonly fate: MessageFate;
  /** Why the fate is `failed` or `expired`. */
  readonly error: TallyError | undefined;
  /** Resolves with the final fate. Never rejects. */
  readonly settled: Promise<MessageFate>;
}

/**
 * A message that the server acknowledges. Whoever awaits it gets the payload of the acknowledgement,
 * or the `TallyError` that tells why none came: `rejected`, `unacknowledged`, `expired`,
 * `outbox-full`, `closed` and so on. Nobody has to.
 */
export interface AcknowledgedMessage<Answer = unknown> extends SentMessage, PromiseLike<Answer> {}

/** A fate that many messages share, so that following a million in flight costs one object. */
export interface SharedFate {
  fate: MessageFate;
  error: TallyError | undefined;
  /** Resolves at the first change. */
  readonly changed: Promise<void>;
  /** Changes the fate of all who share it. */
  become(fate: MessageFate, error?: TallyError): void;
}

/** A message on its way, with what its sender needs not see. */
export interface TrackedMessage extends SentMessage {
  /** The message as it goes on the wire. */
  readonly frame: string;
  /** Whether only the server's word proves that it has arrived. */
  readonly ack: boolean;
  /** The payload of the acknowledgement. */
  reply: unknown;
  /** Alone while it waits, then with the others in flight. */
  shared: SharedFate;
}

/** Makes a fate to be shared. */
export function createFate(fate: MessageFate): SharedFate {
  const { promise, resolve } = deferred<void>();
  return {
    fate,
    error: undefined,
    changed: promise,
    become(next, error) {
      this.fate = next;
      this.error = error;
      resolve();
    },
  };
}

/** Moves one message to a fate that is not its last. */
export function turn(message: TrackedMessage, fate: 'queued' | 'sending'): void {
  const { shared } = message;
  message.shared = createFate(fate);
  shared.become(fate);
}

/** Makes a message whose fate can be followed; with `ack` it can be awaited as well. */
export function trackMessage(id: string, type: string, frame: string, ack = false): TrackedMessage {
  let settled: Promise<MessageFate> | undefined;
  const message: TrackedMessage = {
    id,
    type,
    frame,
    ack,
    reply: undefined,
    shared: createFate('queued'),
    get fate() {
      return this.shared.fate;
    },
    get error() {
      return this.shared.error;
    },
    get settled() {
      const settle = async (): Promise<MessageFate> => {
        while (isUnderWay(this)) await this.shared.changed;
        return this.fate;
      };
      return (settled ??= settle());
    },
  };
  // Only a promise that somebody asked for can be rejected.
  const answer = async (): Promise<unknown> => {
    await message.settled;
    if (message.error) throw message.error;
    return message.reply;
  };
  const then: PromiseLike<unknown>['then'] = (...handlers) => answer().then(...handlers);
  return ack ? Object.assign(message, { then }) : message;
}

/** Tells whether a message has its last fate still before it. */
export function isUnderWay({ fate }: SentMessage): boolean {
  return /queued|sending/.test(fate);
}
