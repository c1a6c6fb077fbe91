import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import type { ReconnectDelay } from '../core/backoff.js';
import type { Clock, Runtime } from '../core/runtime.js';
import type { LossVerdict } from './connection.js';
import type { TokenSource } from './websocket-options.js';

/** How a client asks its server over HTTP. */
export interface RequestOptions {
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  readonly withCredentials?: boolean | undefined;
  readonly token?: TokenSource | undefined;
  readonly tokenIn?: 'header' | 'query' | undefined;
  readonly tokenName?: string | undefined;
}

/** What outlives single requests. */
export interface RequestSession {
  /** How long the server wants to be left alone, in ms. */
  retryAfter: number | undefined;
  /** Whether it refused the last token. */
  refused: boolean;
  /** Whether the next attempt has a fresh token, and need not wait. */
  renewing: boolean;
}

/** What a client does because its server said so. */
export interface Obedience {
  readonly shouldReconnect: () => boolean;
  readonly reconnectDelay: ReconnectDelay;
  readonly earliest: () => number;
  /** Must be called at every loss. */
  noteLoss(): void;
}

/** Reconnects by `schedule`, but no sooner than the server wishes, and at once with a fresh token. */
export function obey(session: RequestSession, clock: Clock, schedule: ReconnectDelay): Obedience {
  let barredUntil = -Infinity;
  return {
    shouldReconnect: () => true,
    reconnectDelay: (attempt, random) =>
      Math.max(session.retryAfter ?? 0, session.renewing ? 0 : schedule(attempt, random)),
    earliest: () => barredUntil,
    noteLoss() {
      barredUntil = clock.monotonic() + (session.retryAfter ?? -Infinity);
    },
  };
}

/** A client's session before its first request. */
export const newSession: RequestSession = {
  retryAfter: undefined,
  refused: false,
  renewing: false,
};

/** How a one-way client refuses to send: always. */
export function refuseToSend(type: string): never {
  const remedy = 'Use fetch or a WebSocketClient.';
  throw failure(`send "${type}"`, 'one-way', '', undefined, remedy);
}

/** What becomes of a client whose request was refused. */
export interface Refusal {
  readonly error: TallyError;
  readonly verdict: LossVerdict | undefined;
}

/** Gets a token and headers, and asks. What `more` adds wins over what the page's headers say. */
export async function sendRequest(
  url: string,
  { fetch, page }: Pick<Runtime, 'fetch' | 'page'>,
  options: RequestOptions,
  session: RequestSession,
  init: Pick<RequestInit, 'method' | 'body' | 'signal'>,
  more: (headers: Headers, address: URL) => void,
): Promise<Response> {
  const { token, tokenIn, tokenName = 'token', withCredentials = true } = options;
  session.retryAfter = undefined;
  session.renewing = false;
  const secret = await (typeof token === 'function' ? token() : token);
  const given = typeof options.headers === 'function' ? options.headers() : options.headers;
  const headers = new Headers(await given);
  const address = new URL(url, page.baseUrl);
  more(headers, address);
  if (secret && tokenIn === 'query') address.searchParams.set(tokenName, secret);
  else if (secret) headers.set('authorization', `Bearer ${secret}`);
  init.signal?.throwIfAborted();
  // The server is to be asked, not the browser's cache.
  const rest = {
    credentials: withCredentials ? 'include' : 'same-origin',
    cache: 'no-store',
  } as const;
  return fetch(address.href, { ...init, ...rest, headers });
}

/** Judges a status that is no success: whether to try again, and with what error. */
export function judgeRefusal(
  status: number,
  { token }: RequestOptions,
  session: RequestSession,
): Refusal {
  const refuse = (code: string, again: boolean, remedy?: string): Refusal => ({
    error: failure('connect', code, `status ${status}`, undefined, remedy),
    verdict: again ? undefined : { next: 'failed' },
  });
  if (status !== 401 && status !== 403) {
    return refuse('connection-failed', status >= 500 || status === 429 || status === 408);
  }
  // Only a function can have a better token; whoever is refused again stays out.
  session.renewing = typeof token === 'function' && !session.refused;
  session.refused = true;
  return refuse('unauthorised', session.renewing, 'Check the token.');
}
