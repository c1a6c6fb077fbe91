import { createAlarm } from '../core/alarm.js';
import type { CloseInfo } from '../core/close-policy.js';
import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import { readRetryAfter } from '../core/retry-after.js';
import type { Runtime } from '../core/runtime.js';
import { createSilenceWatch } from '../core/silence.js';
import type { Watchdog } from '../core/watchdog.js';
import type { Link, LossVerdict } from './connection.js';
import { createEventReader, type StreamEvent } from './event-reader.js';
import { judgeRefusal, type RequestSession, sendRequest } from './http-request.js';
import type { SSEClientOptions } from './sse-options.js';

/** What outlives single streams. */
export interface StreamSession extends RequestSession {
  /** The last event that was read. */
  lastEventId: string;
  /** What the server wishes for every reconnection, in ms. */
  retry: number | undefined;
}

/**
 * Starts one attempt to read an event stream. The callbacks come later, never from within this call.
 *
 * @param onOpen Learns whether the server was asked to go on after the last event.
 * @param onPlace Learns an id that came without an event.
 * @param onLost The stream is gone, or never came to be. Nothing is reported afterwards.
 */
export function openEventStream(
  url: string,
  runtime: Runtime,
  options: SSEClientOptions,
  session: StreamSession,
  onOpen: (resumed: boolean) => void,
  onEvent: (event: StreamEvent) => void,
  onPlace: (id: string) => void,
  onError: (error: TallyError) => void,
  onLost: (close: CloseInfo, error?: TallyError, verdict?: LossVerdict) => void,
): Link {
  const {
    body,
    method = body === undefined ? 'GET' : 'POST',
    connectionTimeout = 10000,
    stallTimeout = 45000,
    maxEventSize = 1048576,
  } = options;
  const { clock } = runtime;
  const alarm = createAlarm(clock);
  const abort = new AbortController();
  let over = false;
  let opened = false;
  let watchdog: Watchdog | undefined;

  const close = (): void => {
    over = true;
    alarm();
    watchdog?.stop();
    abort.abort();
  };

  const lose = (reason: string, error?: TallyError, verdict?: LossVerdict): void => {
    if (over) return;
    close();
    onLost({ code: 1006, reason }, error, verdict);
  };

  const giveUp = (
    code: string,
    detail: string,
    next?: 'closed' | 'failed',
    remedy?: string,
  ): void => lose('', failure('connect', code, detail, undefined, remedy), next && { next });

  const judge = ({ status, headers }: Response): boolean => {
    const type = headers.get('content-type') ?? 'none';
    if (status === 200 && /^text\/event-stream\s*(;|$)/i.test(type)) return true;
    session.retryAfter = readRetryAfter(headers.get('retry-after'), clock.now());
    if (status === 204) {
      giveUp('closed', 'status 204: there is nothing more to come', 'closed');
    } else if (status === 200) {
      const remedy = 'Make the server answer with text/event-stream.';
      giveUp('wrong-content-type', type, 'failed', remedy);
    } else {
      const { error, verdict } = judgeRefusal(status, options, session);
      lose('', error, verdict);
    }
    return false;
  };

  const ask = (): Promise<Response> =>
    sendRequest(
      url,
      runtime,
      options,
      session,
      { method, ...(body !== undefined && { body }), signal: abort.signal },
      (headers) => {
        headers.set('accept', 'text/event-stream');
        // A header holds bytes; ids travel as UTF-8.
        const bytes = new TextEncoder().encode(session.lastEventId);
        if (bytes.length) headers.set('last-event-id', String.fromCharCode(...bytes));
      },
    );

  const run = async (): Promise<void> => {
    const resumed = !!session.lastEventId;
    const response = await ask();
    if (over || !judge(response)) return;
    alarm();
    opened = true;
    session.refused = false;
    if (stallTimeout > 0) {
      watchdog = createSilenceWatch(clock, stallTimeout, () => lose('Stalled'));
    }
    onOpen(resumed);
    const read = createEventReader(
      maxEventSize,
      (event) => over || onEvent(event),
      (id) => over || onPlace(id),
      (delay) => (session.retry = delay),
      () => over || onError(failure('read an event', 'event-too-large', '', undefined, TOO_LARGE)),
    );
    const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
    for (let piece = await reader?.read(); !over && piece?.value; piece = await reader?.read()) {
      watchdog?.noteLife();
      read(piece.value);
    }
    lose(STREAM_ENDED);
  };

  if (connectionTimeout > 0) alarm(() => giveUp('connection-timeout', ''), connectionTimeout);
  // What the platform says of a bad URL or header may quote the token.
  run().catch(() => (opened ? lose('Connection lost') : giveUp('connection-failed', '')));

  return { probe: () => watchdog?.probe(), close };
}

/** How a stream is lost that the server has ended in good order. */
export const STREAM_ENDED = 'Stream ended';

const TOO_LARGE = 'Send less at once, or raise maxEventSize.';
