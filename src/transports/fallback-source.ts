import type { ConnectionState } from '../core/connection-state.js';
import { createDeduper } from '../core/deduper.js';
import { type Deferred, deferred } from '../core/deferred.js';
import { failure } from '../core/failure.js';
import type { MessageSource } from '../core/message-source.js';
import type { Unsubscribe } from '../core/runtime.js';
import type { SendOptions } from '../core/sent-message.js';
import { browserRuntime } from './browser-runtime.js';
import type { ClientEvents, LifecyclePayloads } from './client-events.js';
import { createDemand } from './demand.js';
import { createFallbackChain } from './fallback-chain.js';
import type { FallbackOptions } from './fallback-options.js';
import { MessageClient } from './message-client.js';

const GOODBYE = { code: 1000, reason: 'Client disconnect' };

/** What a source says of its messages, beside them. */
const REMARKS = ['gap', 'recovered', 'reset', 'invalid'] as const;

/**
 * Makes one source of several, the best first: WebSocket, event stream, polling.
 *
 * It moves down when the source in use fails again and again, and tries to move up later. Messages
 * are recognised by `id` whichever way they come, so a server that repeats its latest ones to whoever
 * arrives loses none and none is doubled; those without an `id` count only from the source in use.
 * What is sent goes through the source in use, or if that cannot send waits for the best.
 *
 * @typeParam Messages The payloads by message type.
 */
export class FallbackSource<Messages extends Record<string, unknown> = Record<string, unknown>>
  extends MessageClient<Messages, ClientEvents>
  implements MessageSource
{
  readonly #sources: readonly [MessageSource, ...MessageSource[]];
  readonly #active: () => MessageSource;

  constructor(
    sources: readonly [MessageSource, ...MessageSource[]],
    options: FallbackOptions = {},
  ) {
    const { runtime = browserRuntime, schemas, dedupeWindow } = options;
    let active!: () => MessageSource;
    super(runtime, schemas, ({ tell, fail, receive, fire }) => {
      const isNew = createDeduper(dedupeWindow);
      let state: ConnectionState = 'idle';
      let close: LifecyclePayloads['disconnected'] = GOODBYE;
      // Comes with a wish to connect, and goes when that has failed or the connection is gone.
      let opening: Deferred<void> | undefined;

      const become = (next: ConnectionState): void => {
        const wasOpen = state === 'open';
        const mine = opening;
        state = next;
        if (wasOpen || /closed|failed/.test(next)) opening = undefined;
        fire('statechange');
        if (next === 'open' && !wasOpen) {
          tell('connected', {});
          mine?.resolve();
        } else if (/closed|failed/.test(next)) {
          mine?.reject(failure('connect', next === 'closed' ? 'closed' : 'connection-failed'));
          if (next === 'failed') tell('reconnect-failed', {});
        }
        if (next !== 'open' && wasOpen) tell('disconnected', close);
      };

      const chain = createFallbackChain(
        sources,
        runtime.clock,
        options,
        (source) => {
          const ends = [
            source.on('*', (_, message) => {
              const counts = message.id !== undefined || source === chain.active;
              if (counts && isNew(message.id)) receive(message);
            }),
            source.on('disconnected', (info) => {
              close = info as typeof close;
            }),
            source.on('error', (payload) => fail((payload as LifecyclePayloads['error']).error)),
            passOn(source, (event) => source === chain.active && fire(event.type, fieldsOf(event))),
          ];
          return () => ends.forEach((end) => end());
        },
        () => become(chain.active.connection.state),
      );
      active = () => chain.active;

      const start = (): Deferred<void> => {
        if (opening) return opening;
        const mine = (opening = deferred<void>());
        if (state === 'open') mine.resolve();
        else if (/connecting|waiting/.test(state)) chain.active.retry();
        else {
          chain.stop();
          chain.start();
        }
        return mine;
      };

      const leave = (): void => {
        demand.forget();
        chain.stop();
        close = GOODBYE;
        if (!/idle|closed/.test(state)) become('closed');
      };

      const demand = createDemand(runtime.clock, {
        start,
        isCurrent: (mine) => mine === opening,
        lease: () => void (/idle|closed|failed/.test(state) && start()),
        leave,
      });

      return {
        ...demand,
        read: () => {
          const { attempt, maxAttempts, retryAt } = chain.active.connection;
          return { state, attempt, maxAttempts, retryAt };
        },
        retry: () => chain.climb(),
        leave,
        link: () => undefined,
      };
    });
    this.#sources = sources;
    this.#active = active;
    sources[0].addEventListener('outboxchange', () =>
      this.dispatchEvent(new Event('outboxchange')),
    );
  }

  override get connection(): MessageSource['connection'] {
    return { ...super.connection, unsent: this.#sources[0].connection.unsent };
  }

  /** The source in use. */
  get active(): MessageSource {
    return this.#active();
  }

  /**
   * Ends the connection, and with it what waits in the outbox of the best source, as that one's own
   * `disconnect()` does.
   */
  override disconnect(): void {
    super.disconnect();
    (this.#sources[0] as Partial<Pick<this, 'disconnect'>>).disconnect?.();
  }

  /** Sends a message through the source in use, or if that cannot send through the best one. */
  send(type: string, payload?: unknown, options?: SendOptions): unknown {
    try {
      return this.active.send(type, payload, options);
    } catch (error) {
      if ((error as { code?: string }).code !== 'one-way') throw error;
      return this.#sources[0].send(type, payload, options);
    }
  }
}

function passOn(source: MessageSource, listener: (event: Event) => void): Unsubscribe {
  const target = source as Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  for (const remark of REMARKS) target.addEventListener(remark, listener);
  return () => REMARKS.forEach((remark) => target.removeEventListener(remark, listener));
}

/** What was put to an event. */
function fieldsOf(event: Event): object {
  return Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'isTrusted'));
}
