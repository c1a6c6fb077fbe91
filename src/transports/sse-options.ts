import type { ReconnectDelay } from '../core/backoff.js';
import type { Runtime } from '../core/runtime.js';
import type { StandardSchema } from '../core/standard-schema.js';
import type { TokenSource } from './websocket-options.js';

/** How an `SSEClient` behaves. All times are ms. */
export interface SSEClientOptions {
  /** The request's method. Default `GET`, with a `body` `POST`. */
  method?: string | undefined;
  /** The request's body. */
  body?: string | undefined;
  /** More headers, or how to get them. The function is called before every attempt. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  /** Whether cookies travel to other origins as well. Default true. */
  withCredentials?: boolean | undefined;
  /** How long an attempt may take until the server answers, token included. Default 10000. */
  connectionTimeout?: number | undefined;

  /**
   * The window of the first retry, by which later windows grow, or the whole schedule. What the
   * server says in `retry:` or `Retry-After` comes on top of a window, and is the least that a
   * schedule can say. Default 3000.
   */
  reconnectDelay?: number | ReconnectDelay | undefined;
  /** The longest delay between attempts, unless the server asks for more. Default 10000. */
  maxReconnectDelay?: number | undefined;
  /** After how many failed attempts to give up. Default `Infinity`. */
  maxReconnectAttempts?: number | undefined;
  /** How long a stream must have been open for the attempts to count from 1 again. Default 5000. */
  stableAfter?: number | undefined;
  /**
   * Whether to send the request again by itself. Default true for `GET`, false for everything else:
   * what a second `POST` does only the server knows.
   */
  reconnect?: boolean | undefined;

  /** How long the server may stay silent, comments included; 0 for ever. Default 45000. */
  stallTimeout?: number | undefined;

  /** Proves who connects. */
  token?: TokenSource | undefined;
  /**
   * Where the token goes: into the header `Authorization: Bearer`, or into the URL's query, which
   * ends up in logs. Default `header`.
   */
  tokenIn?: 'header' | 'query' | undefined;
  /** The token's name in the query. Default `token`. */
  tokenName?: string | undefined;

  /** The last event that was read in an earlier life: the server goes on after it. */
  lastEventId?: string | undefined;
  /** Under which key the id of the last event outlives the page. By default it does not. */
  lastEventIdKey?: string | undefined;
  /** In how many event ids to look for repetitions after a resume. Default 1000. */
  dedupeWindow?: number | undefined;
  /** The most characters of an event. Default 1048576. */
  maxEventSize?: number | undefined;
  /** What payloads must be, by event name: schemas of any Standard Schema library. */
  schemas?: Readonly<Record<string, StandardSchema>> | undefined;

  /** The world: the browser by default, a stage in a story or test. */
  runtime?: Runtime | undefined;
}
