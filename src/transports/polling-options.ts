import type { ReconnectDelay } from '../core/backoff.js';
import type { Runtime } from '../core/runtime.js';
import type { Sequence } from '../core/sequencer.js';
import type { StandardSchema } from '../core/standard-schema.js';
import type { TokenSource } from './websocket-options.js';

/** How a `PollingClient` behaves. All times are ms. */
export interface PollingClientOptions {
  /** Time between the end of one request and the next. Default 5000. */
  interval?: number | undefined;
  /** Under which name the id of the last message goes into the query. By default it does not. */
  afterParam?: string | undefined;
  /** More headers, or how to get them. The function is called before every request. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  /** Whether cookies travel to other origins as well. Default true. */
  withCredentials?: boolean | undefined;
  /** Proves who asks: the header `Authorization: Bearer`. Asked for before every request. */
  token?: TokenSource | undefined;
  /** How long a request may take, token included. Default 10000. */
  connectionTimeout?: number | undefined;

  /** The window of the first retry; later windows grow by it. Default `interval`. */
  reconnectInterval?: number | undefined;
  /** The longest delay between attempts, unless the server asks for more. Default 30000. */
  maxReconnectDelay?: number | undefined;
  /** After how many failed attempts to give up. Default `Infinity`. */
  maxReconnectAttempts?: number | undefined;
  /** Replaces the schedule made of the three above. */
  reconnectDelay?: ReconnectDelay | undefined;

  /**
   * Delivers messages in the order of their `seq` and tells of gaps: `sequencer()`, with a `patience`
   * beyond the interval. By default they are delivered as they come.
   */
  sequence?: Sequence | undefined;
  /** In how many message ids to look for what is known. Default 1000. */
  dedupeWindow?: number | undefined;
  /** The most characters of an answer. Default 1048576. */
  maxAnswerSize?: number | undefined;
  /** What payloads must be, by message type: schemas of any Standard Schema library. */
  schemas?: Readonly<Record<string, StandardSchema>> | undefined;

  /** The world: the browser by default, a stage in a story or test. */
  runtime?: Runtime | undefined;
}
