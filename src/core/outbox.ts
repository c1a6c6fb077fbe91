import type { ConnectionState } from './connection-state.js';
import type { TallyError } from './errors.js';
import type { Runtime } from './runtime.js';
import type { TrackedMessage } from './sent-message.js';

/** Who has to go when the outbox is full: the oldest, the newcomer, or (`reject`) `send` throws. */
export type OutboxPolicy = 'drop-oldest' | 'drop-newest' | 'reject';

/** How much an outbox keeps. */
export interface OutboxLimits {
  /** The most messages kept. Default 100. */
  readonly maxCount?: number | undefined;
  /** The most bytes kept, as UTF-8 on the wire. Default 262144. */
  readonly maxBytes?: number | undefined;
  /** How long a message may wait, in ms. Default 300000. */
  readonly maxAge?: number | undefined;
  /** Default `drop-oldest`. What is sent and not acknowledged counts, but is never dropped. */
  readonly policy?: OutboxPolicy | undefined;
}

/** How long acknowledgements are waited for. */
export interface AckLimits {
  /** After how long without one a message is sent again, in ms; 0 waits for ever. Default 10000. */
  readonly ackTimeout?: number | undefined;
  /** How often that happens. Lost connections don't count. Default 5. */
  readonly ackRetries?: number | undefined;
}

/** What an outbox tells its client. */
export interface OutboxHooks {
  /** `size` has changed. */
  onChange(this: void): void;
  /** A message will never be delivered, or something else went wrong. */
  onError(this: void, error: TallyError): void;
  /** An acknowledgement is overdue: the connection may be dead. */
  onOverdue(this: void): void;
}

/** Hands a message to a connection, which may not want it. */
export type Take = (message: TrackedMessage) => boolean;

/** Keeps messages, oldest first, until a connection takes them, or the server has acknowledged them. */
export interface Outbox {
  /** How many messages wait for a connection. */
  readonly size: number;
  /** Whether messages wait in spite of a connection: then none that comes later may overtake them. */
  readonly holds?: boolean;
  /**
   * Keeps a message, or settles its fate at once.
   *
   * @throws TallyError `outbox-full` under the policy `reject`.
   */
  add(message: TrackedMessage): void;
  /** Finds a message that is not settled. */
  find(id: string): TrackedMessage | undefined;
  /**
   * Hands over message by message while `take` accepts, after throwing out what is too old. Those to
   * be acknowledged are handed over as they come, from now until the connection is lost.
   */
  open(take: Take): void;
  /** Learns how the connection stands: without one, what is not acknowledged waits again. */
  turned(state: ConnectionState): void;
  /** Settles a message that `find` has found: delivered, or failed with `error`. */
  settle(message: TrackedMessage, error: TallyError | undefined): void;
  /** The client is done: every message fails with `error`, unless the outbox outlives it. */
  end(error: TallyError): void;
  /** Empties the outbox: every message fails with `error`. */
  clear(error: TallyError): void;
}

/** Makes the outbox of a client. */
export type OutboxMaker = (runtime: Runtime, hooks: OutboxHooks, acks: AckLimits) => Outbox;
