import type { Acknowledgement } from '../core/acknowledgement.js';
import type { ReconnectDelay } from '../core/backoff.js';
import type { ClosePolicy } from '../core/close-policy.js';
import type { Codecs } from '../core/codec.js';
import type { WireMessage } from '../core/envelope.js';
import type { OutboxLimits, OutboxMaker } from '../core/outbox.js';
import type { Runtime } from '../core/runtime.js';
import type { Sequence } from '../core/sequencer.js';
import type { StandardSchema } from '../core/standard-schema.js';

/** A token, or how to get one. The function is called before every attempt. */
export type TokenSource = string | (() => string | Promise<string>);

/** How a `WebSocketClient` behaves. All times are ms. */
export interface WebSocketClientOptions {
  /** Subprotocols to offer. */
  protocols?: readonly string[] | undefined;
  /** Other forms for messages than JSON text: `negotiate(messagePackCodec(), …)`. */
  codecs?: Codecs | undefined;
  /** How long an attempt may take, token included; 0 sets no limit. Default 10000. */
  connectionTimeout?: number | undefined;

  /** The window of the first retry; later windows grow by it. Default 5000. */
  reconnectInterval?: number | undefined;
  /** The longest delay between attempts. Default 10000. */
  maxReconnectDelay?: number | undefined;
  /** After how many failed attempts to give up. `Infinity` is allowed. Default 10. */
  maxReconnectAttempts?: number | undefined;
  /** Replaces the schedule made of the three above. */
  reconnectDelay?: ReconnectDelay | undefined;
  /** Decides whether to reconnect. By default unless the code is 1000 or 1001. */
  shouldReconnect?: ClosePolicy | undefined;
  /** How long a link must have been open for the attempts to count from 1 again. Default 5000. */
  stableAfter?: number | undefined;

  /** Time between pings; 0 turns pings and probes off. Default 30000. */
  heartbeatInterval?: number | undefined;
  /**
   * How long the server may stay silent after a ping, at most until the next one is due; with 0
   * until then. Browsers show no part of a message: one that takes longer to come than
   * `heartbeatInterval` and this together looks like silence. Default 5000.
   */
  heartbeatTimeout?: number | undefined;

  /** Proves who connects. */
  token?: TokenSource | undefined;
  /**
   * Where the token goes: into the URL's query, into the subprotocols (after `tokenName`, which the
   * server selects), or into a first message `{type: 'auth', payload: {[tokenName]: token}}`.
   * URLs end up in logs. Default `query`.
   */
  tokenIn?: 'query' | 'protocol' | 'message' | undefined;
  /** The token's name. Default `token`. */
  tokenName?: string | undefined;

  /**
   * Keeps messages while there is no connection. By default 100 messages, 262144 bytes, 300000 ms,
   * `drop-oldest`. With `false` they fail at once.
   */
  queue?: false | OutboxLimits | undefined;
  /** Keeps messages elsewhere, instead of `queue`: `durableOutbox({name: 'orders'})`. */
  outbox?: OutboxMaker | undefined;

  /**
   * How long the server may take to acknowledge a message before it is sent again, and the connection
   * probed; 0 waits for ever. Default 10000.
   */
  ackTimeout?: number | undefined;
  /** How often a message is sent again for want of an acknowledgement, not of a connection. Default 5. */
  ackRetries?: number | undefined;
  /**
   * Finds out which message a frame acknowledges, or refuses. By default `{type: 'ack', payload: {id}}`
   * acknowledges, and with an `error` beside the `id` refuses.
   */
  readAck?: ((message: WireMessage) => Acknowledgement | undefined) | undefined;

  /** In how many message ids to look for duplicates, at least; 0 looks for none. Default 1000. */
  dedupeWindow?: number | undefined;
  /**
   * Delivers messages in the order of their `seq` and tells of gaps: `sequencer()`. By default they
   * are delivered as they come.
   */
  sequence?: Sequence | undefined;
  /** The most characters of a frame. Default 1048576. */
  maxFrameSize?: number | undefined;
  /** What payloads must be, by message type: schemas of any Standard Schema library. */
  schemas?: Readonly<Record<string, StandardSchema>> | undefined;

  /** The world: the browser by default, a stage in a story or test. */
  runtime?: Runtime | undefined;
}
