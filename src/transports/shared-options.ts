import type { WireMessage } from '../core/envelope.js';
import type { MessageSource } from '../core/message-source.js';
import type { OutboxLimits } from '../core/outbox.js';
import type { Runtime } from '../core/runtime.js';
import type { StandardSchema } from '../core/standard-schema.js';

/** How far the messages of a shared connection have got, for a client that can go on from there. */
export type StreamPlace = Pick<WireMessage, 'id' | 'seq' | 'epoch'>;

/** A client that can be shared. */
export type SharedClient = MessageSource & { disconnect(): void };

/** Makes the client of the tab that leads; `place` is where the one before it stopped. */
export type MakeSharedClient = (place: StreamPlace) => SharedClient;

/** How a `SharedConnection` behaves. All times are ms. */
export interface SharedConnectionOptions {
  /**
   * How long the leading tab may be silent before it is asked whether it is still there; if it does
   * not answer within two fifths of that it is replaced. Default 5000.
   */
  lease?: number | undefined;
  /** Keeps messages while no tab leads. By default 100 messages, 262144 bytes, 300000 ms. */
  queue?: OutboxLimits | undefined;
  /** In how many message ids to look for doubles after a hand-over. Default 1000. */
  dedupeWindow?: number | undefined;
  /** What payloads must be, by message type, whichever version of the page received them. */
  schemas?: Readonly<Record<string, StandardSchema>> | undefined;
  /** The world: the browser by default, a stage in a story or test. */
  runtime?: Runtime | undefined;
}
