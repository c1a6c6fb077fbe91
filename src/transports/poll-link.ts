import { createAlarm } from '../core/alarm.js';
import type { CloseInfo } from '../core/close-policy.js';
import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import { readRetryAfter } from '../core/retry-after.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import type { Link, LossVerdict } from './connection.js';
import { judgeRefusal, type RequestSession, sendRequest } from './http-request.js';
import type { PollingClientOptions } from './polling-options.js';

/** What outlives the outages. */
export interface PollSession extends RequestSession {
  /** What the last answer was, as the server names it. */
  etag: string | null;
  /** The id of the last message. */
  lastId: string | undefined;
}

/** However eagerly a page wakes up, requests are this many ms apart. */
const MIN_GAP = 1000;

/**
 * Asks again and again, one request at a time, until one fails. The callbacks come later, never from
 * within this call.
 *
 * @param onAnswer Takes an answer's text until it is over, and tells whether all could be read.
 * @param onLost A request has failed. Nothing is reported afterwards.
 */
export function openPolling(
  url: string,
  runtime: Runtime,
  options: PollingClientOptions,
  session: PollSession,
  onOpen: () => void,
  onAnswer: (text: string, isOver: () => boolean) => boolean,
  onError: (error: TallyError) => void,
  onLost: (close: CloseInfo, error?: TallyError, verdict?: LossVerdict) => void,
): Link {
  const { interval = 5000, connectionTimeout = 10000, maxAnswerSize = 1048576 } = options;
  const { clock, page } = runtime;
  const alarm = createAlarm(clock);
  let over = false;
  let opened = false;
  let asking: AbortController | undefined;
  let askedAt = -Infinity;
  let stopWaiting: Unsubscribe | undefined;

  const isOver = (): boolean => over;
  const close = (): void => {
    over = true;
    alarm();
    stopWaiting?.();
    asking?.abort();
  };

  const lose = (error: TallyError, verdict?: LossVerdict): void => {
    if (over) return;
    close();
    // Of a connection that was open only the loss is told: why is told beside it.
    if (opened) onError(error);
    onLost({ code: 1006, reason: error.code }, error, verdict);
  };

  const ask = (signal: AbortSignal): Promise<Response> =>
    sendRequest(url, runtime, options, session, { signal }, (headers, address) => {
      const { afterParam } = options;
      if (afterParam && session.lastId) address.searchParams.set(afterParam, session.lastId);
      if (session.etag) headers.set('if-none-match', session.etag);
    });

  const poll = async (): Promise<void> => {
    const mine = (asking = new AbortController());
    askedAt = clock.monotonic();
    alarm();
    if (connectionTimeout > 0) {
      alarm(() => lose(failure('connect', 'connection-timeout')), connectionTimeout);
    }
    const response = await ask(mine.signal);
    session.retryAfter = readRetryAfter(response.headers.get('retry-after'), clock.now());
    if (over) return;
    if (!response.ok && response.status !== 304) {
      const { error, verdict } = judgeRefusal(response.status, options, session);
      return lose(error, verdict);
    }
    session.refused = false;
    const text = response.status === 200 ? await response.text() : '';
    if (over) return;
    if (text.length > maxAnswerSize) {
      const size = `${text.length} characters`;
      const error = failure('connect', 'answer-too-large', size, undefined, LESS);
      return lose(error, { next: 'failed' });
    }
    if (!opened) {
      opened = true;
      onOpen();
    }
    if (isOver()) return;
    // What could not be read is asked for again, not taken for known.
    if (response.status !== 304) {
      session.etag = !text || onAnswer(text, isOver) ? response.headers.get('etag') : null;
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
    else poll().catch(() => lose(failure('connect', 'connection-failed')));
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
