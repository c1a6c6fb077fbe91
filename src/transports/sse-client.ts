import { spreadingBackoff } from '../core/backoff.js';
import { createDeduper } from '../core/deduper.js';
import type { WireMessage } from '../core/envelope.js';
import { fingerprint } from '../core/fingerprint.js';
import type { MessageSource } from '../core/message-source.js';
import { messageStream, type MessageStreamOptions } from '../core/message-stream.js';
import type { ReconnectDelay } from '../core/backoff.js';
import { browserRuntime } from './browser-runtime.js';
import type { ClientEvents } from './client-events.js';
import { createConnection } from './connection.js';
import { openEventStream, STREAM_ENDED, type StreamSession } from './event-stream-link.js';
import { newSession, obey, refuseToSend } from './http-request.js';
import { MessageClient } from './message-client.js';
import type { SSEClientOptions } from './sse-options.js';

/** However small a delay the server wishes, windows grow by this many ms at least. */
const LEAST_WINDOW = 100;

/** For how long after a resume a server may repeat what is known, in ms. */
const REPLAY_TIME = 5000;

/**
 * Keeps a stream of server-sent events alive: named events by name, others as `message`.
 *
 * Goes on after the last event that it has read. Ids are places in the stream, so two events may
 * bear the same one; only an event that a server repeats, word for word, right after a resume is taken
 * for known.
 *
 * @typeParam Messages The payloads by event name.
 */
export class SSEClient<Messages extends object = Record<string, unknown>>
  extends MessageClient<Messages, ClientEvents>
  implements MessageSource
{
  readonly #session: StreamSession;

  constructor(url = '/api/events', options: SSEClientOptions = {}) {
    const { runtime = browserRuntime, lastEventIdKey: key, dedupeWindow } = options;
    const { method = options.body === undefined ? 'GET' : 'POST' } = options;
    const { reconnect = method === 'GET' } = options;
    const { clock, storage } = runtime;
    const session: StreamSession = {
      ...newSession,
      lastEventId: options.lastEventId ?? (key && storage?.getItem(key)) ?? '',
      retry: undefined,
    };
    const obedience = obey(session, clock, schedule(options, session));
    const keep = (id: string): void => {
      session.lastEventId = id;
      try {
        if (key) storage?.setItem(key, id);
      } catch (error) {
        runtime.reportError(error);
      }
    };
    super(runtime, options.schemas, ({ tell, fail, receive, fire }) => {
      const isNew = createDeduper(dedupeWindow);
      let resumingUntil = -Infinity;
      return createConnection(
        runtime,
        {
          ...options,
          ...obedience,
          maxReconnectAttempts: options.maxReconnectAttempts ?? Infinity,
          restart: reconnect,
        },
        (onOpen, onLost) =>
          openEventStream(
            url,
            runtime,
            options,
            session,
            (resumed) => {
              resumingUntil = resumed ? clock.monotonic() + REPLAY_TIME : -Infinity;
              onOpen();
            },
            ({ id, event, data }) => {
              if (id !== undefined) {
                const known = !isNew(`${id} ${fingerprint(event + data)}`);
                keep(id);
                if (known && clock.monotonic() < resumingUntil) return;
                resumingUntil = -Infinity;
              }
              receive({
                type: event || 'message',
                payload: parsed(data),
                timestamp: clock.now(),
                ...(id && { id }),
              });
            },
            keep,
            fail,
            (close, error, verdict) => {
              obedience.noteLoss();
              const next = close.reason === STREAM_ENDED ? 'closed' : 'failed';
              onLost(close, error, verdict ?? (reconnect ? undefined : { next }));
            },
          ),
        tell,
        () => fire('statechange'),
      );
    });
    this.#session = session;
  }

  /** The id of the last event that was read; empty before the first. */
  get lastEventId(): string {
    return this.#session.lastEventId;
  }

  /**
   * Cannot send: the stream goes one way.
   *
   * @throws TallyError `one-way`, always.
   */
  send(type: string): never {
    return refuseToSend(type);
  }

  /**
   * Iterates over the events of a name, or over all, from now until `break`, the signal or the end of
   * the connection. Asks for the stream meanwhile: one that only this iteration held ends with it.
   */
  override messages<Type extends keyof Messages & string>(
    type?: Type,
    options?: MessageStreamOptions,
  ): AsyncGenerator<WireMessage<Messages[Type]>, void, void> {
    return messageStream((push, end) => {
      const ends = [
        // The whole message comes second, whatever is asked for.
        this.on((type ?? '*') as '*', (_, message) => push(message as WireMessage<Messages[Type]>)),
        this.retain(),
      ];
      const check = (): void => void (/closed|failed/.test(this.state) && end());
      this.addEventListener('statechange', check);
      check();
      return () => {
        this.removeEventListener('statechange', check);
        ends.forEach((stop) => stop());
      };
    }, options);
  }
}

/** Puts what the server wishes on top of the windows, or under a schedule of one's own. */
function schedule(
  { reconnectDelay = 3000, maxReconnectDelay = 10000 }: SSEClientOptions,
  session: StreamSession,
): ReconnectDelay {
  return (attempt, random) => {
    const wish = session.retryAfter ?? session.retry;
    const least = wish ?? 0;
    if (typeof reconnectDelay === 'function')
      return Math.max(least, reconnectDelay(attempt, random));
    const window = Math.max(Math.min(reconnectDelay, wish ?? Infinity), LEAST_WINDOW);
    return least + spreadingBackoff(window, maxReconnectDelay)(attempt, random);
  };
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return data;
  }
}
