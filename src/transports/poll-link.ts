import { createAlarm } from '../core/alarm.js';
import type { CloseInfo } from '../core/close-policy.js';
import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import type { Link, LossVerdict } from './connection.js';
import type { PollingClientOptions } from './polling-options.js';
import { readRetryAfter } from './retry-after.js';

/** What outlives the outages. */
export interface PollSession {
  /** What the last answer was, as the server names it. */
  etag: string | null;
  /** The id of the last message. */
  lastId: string | undefined;
  /** How long the server wants to be left alone, in ms. */
  retryAfter: number | undefined;
  /** Whether the last request was refused for its token. */
  refused: boolean;
}

/** However eagerly a page wakes up, requests are this many ms apart. */
const MIN_GAP = 1000;

/**
 * Asks again and again, one request at a time, until one fails. The callbacks come later, never from
 * within this call.
 *
 * @param onAnswer Takes an answer's text, and tells whether it could be read.
 * @param onLost A request has failed. Nothing is reported afterwards.
 */
export function openPolling(
  url: string,
  runtime: Runtime,
  options: PollingClientOptions,
  session: PollSession,
  onOpen: () => void,
  onAnswer: (text: string) => boolean,
  onLost: (close: CloseInfo, error?: TallyError, verdict?: LossVerdict) => void,
): Link {
  const { interval = 5000, connectionTimeout = 10000, maxAnswerSize = 1048576, token } = options;
  const { clock, page } = runtime;
  const alarm = createAlarm(clock);
  let over = false;
  let opened = false;
  let asking: AbortController | undefined;
  let askedAt = -Infinity;
  let stopWaiting: Unsubscribe | undefined;

  const close = (): void => {
    over = true;
    alarm();
    stopWaiting?.();
    asking?.abort();
  };

  const giveUp = (code: string, detail: string, next?: 'failed', remedy?: string): void => {
    if (over) return;
    close();
    const error = failure('connect', code, detail, undefined, remedy);
    onLost({ code: 1006, reason: detail }, error, next && { next });
  };

  const ask = async (signal: AbortSignal): Promise<Response> => {
    const secret = await (typeof token === 'function' ? token() : token);
    const given = typeof options.headers === 'function' ? options.headers() : options.headers;
    const headers = new Headers(await given);
    const address = new URL(url, page.baseUrl);
    const { afterParam } = options;
    if (afterParam && session.lastId) address.searchParams.set(afterParam, session.lastId);
    if (session.etag) headers.set('if-none-match', session.etag);
    if (secret) headers.set('authorization', `Bearer ${secret}`);
    const credentials = options.withCredentials === false ? 'same-origin' : 'include';
    // The server is to be asked: a 304 must reach us, not the browser's cache.
    return runtime.fetch(address.href, { headers, credentials, cache: 'no-store', signal });
  };

  const judge = ({ status }: Response): boolean => {
    if (status === 304 || (status >= 200 && status < 300)) return true;
    if (status === 401 || status === 403) {
      // Only a function can have a better token; whoever is refused again stays out.
      const again = typeof token === 'function' && !session.refused;
      session.refused = true;
      giveUp('unauthorised', `status ${status}`, again ? undefined : 'failed', 'Check the token.');
    } else {
      const passing = status >= 500 || status === 429 || status === 408;
      giveUp('connection-failed', `status ${status}`, passing ? undefined : 'failed');
    }
    return false;
  };

  const poll = async (): Promise<void> => {
    const mine = (asking = new AbortController());
    askedAt = clock.monotonic();
    session.retryAfter = undefined;
    alarm(() => giveUp('connection-timeout', ''), connectionTimeout);
    const response = await ask(mine.signal);
    session.retryAfter = readRetryAfter(response.headers.get('retry-after'), clock.now());
    if (over || !judge(response)) return;
    session.refused = false;
    const text = response.status === 200 ? await response.text() : '';
    if (over) return;
    if (!opened) {
      opened = true;
      onOpen();
    }
    const tooLarge = text.length > maxAnswerSize;
    if (tooLarge) return giveUp('answer-too-large', `${text.length} characters`, 'failed', LESS);
    // What could not be read is asked for again, not taken for known.
    if (response.status !== 304) {
      session.etag = !text || onAnswer(text) ? response.headers.get('etag') : null;
    }
    asking = undefined;
    if (!over) alarm(next, Math.max(interval, session.retryAfter ?? 0));
  };

  /** Asks, unless nobody looks: then as soon as somebody does. */
  const next = (): void => {
    stopWaiting?.();
    stopWaiting = undefined;
    if (page.hidden) stopWaiting = page.on('visibilitychange', next);
    // What the platform says of a bad URL or header may quote the token.
    else poll().catch(() => giveUp('connection-failed', ''));
  };

  // After an outage nobody asks for a hidden page either.
  alarm(next, 0);

  return {
    probe() {
      const rested = clock.monotonic() - askedAt >= Math.max(MIN_GAP, session.retryAfter ?? 0);
      if (!asking && !page.hidden && rested) next();
    },
    close,
  };
}

const LESS = 'Send less at once, or raise maxAnswerSize.';
