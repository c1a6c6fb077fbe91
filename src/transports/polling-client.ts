import { spreadingBackoff } from '../core/backoff.js';
import { asMessage } from '../core/codec.js';
import { createDeduper } from '../core/deduper.js';
import type { WireMessage } from '../core/envelope.js';
import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import type { MessageSource } from '../core/message-source.js';
import { browserRuntime } from './browser-runtime.js';
import type { ClientEvents } from './client-events.js';
import { createConnection } from './connection.js';
import { newSession, obey, refuseToSend } from './http-request.js';
import { MessageClient } from './message-client.js';
import { openPolling, type PollSession } from './poll-link.js';
import type { PollingClientOptions } from './polling-options.js';

/**
 * Asks a server again and again for messages: where neither a WebSocket nor an event stream gets
 * through.
 *
 * An answer is a message `{type, payload, timestamp, id}`, or a list of them; those with a known
 * `id` are dropped, so a server may answer with its latest ones. It is asked with `If-None-Match`,
 * one request at a time, never while the page is hidden, and at once when it is shown again.
 *
 * @typeParam Messages The payloads by message type.
 */
export class PollingClient<Messages extends Record<string, unknown> = Record<string, unknown>>
  extends MessageClient<Messages, ClientEvents>
  implements MessageSource
{
  constructor(url = '/api/messages', options: PollingClientOptions = {}) {
    const { runtime = browserRuntime, interval = 5000, maxReconnectDelay = 30000 } = options;
    const { clock } = runtime;
    const session: PollSession = { ...newSession, etag: null, lastId: undefined };
    const schedule =
      options.reconnectDelay ??
      spreadingBackoff(options.reconnectInterval ?? interval, maxReconnectDelay);
    const obedience = obey(session, clock, schedule);
    let accept: (message: WireMessage) => void = () => undefined;
    super(runtime, options.schemas, ({ tell, fail, receive, fire }) => {
      accept = receive;
      const isNew = createDeduper(options.dedupeWindow);
      const take = (item: unknown): void => {
        try {
          const message: WireMessage = asMessage(item)();
          if (!isNew(message.id)) return;
          session.lastId = message.id ?? session.lastId;
          accept(message);
        } catch (error) {
          fail(error as TallyError);
        }
      };
      const onAnswer = (text: string, isOver: () => boolean): boolean => {
        let answer: unknown;
        try {
          answer = JSON.parse(text);
        } catch {
          fail(failure('read an answer', 'unparsable-frame', text.slice(0, 100)));
          return false;
        }
        for (const item of Array.isArray(answer) ? (answer as unknown[]) : [answer]) {
          if (isOver()) return false;
          take(item);
        }
        return true;
      };
      return createConnection(
        runtime,
        { maxReconnectAttempts: options.maxReconnectAttempts ?? Infinity, ...obedience },
        (onOpen, onLost) =>
          openPolling(url, runtime, options, session, onOpen, onAnswer, fail, (...loss) => {
            obedience.noteLoss();
            onLost(...loss);
          }),
        tell,
        () => fire('statechange'),
      );
    });
    if (options.sequence) accept = options.sequence(this, clock, accept);
  }

  /**
   * Cannot send: answers go one way.
   *
   * @throws TallyError `one-way`, always.
   */
  send(type: string): never {
    return refuseToSend(type);
  }
}
