import type { ConnectionState } from '../core/connection-state.js';
import { createDeduper } from '../core/deduper.js';
import { type Deferred, deferred } from '../core/deferred.js';
import { failure } from '../core/failure.js';
import type { MessageSource } from '../core/message-source.js';
import { onAbort } from '../core/on-abort.js';
import { browserRuntime } from './browser-runtime.js';
import type { ClientEvents, LifecyclePayloads } from './client-events.js';
import { createFallbackChain } from './fallback-chain.js';
import type { FallbackOptions } from './fallback-options.js';
import { MessageClient } from './message-client.js';

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
      let close: LifecyclePayloads['disconnected'] = { code: 1006, reason: '' };
      let opening: Deferred<void> | undefined;
      let wanted = 0;
      let leases = 0;

      const become = (next: ConnectionState): void => {
        const wasOpen = state === 'open';
        state = next;
        fire('statechange');
        if (state === 'open' && !wasOpen) {
          tell('connected', {});
          opening?.resolve();
        }
        if (state === 'failed') {
          opening?.reject(failure('connect', 'connection-failed'));
          tell('reconnect-failed', {});
        }
        if (state !== 'open' && wasOpen) tell('disconnected', close);
        if (!/connecting|waiting/.test(state)) opening = undefined;
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
          ];
          return () => ends.forEach((end) => end());
        },
        () => become(chain.active.connection.state),
      );
      active = () => chain.active;

      const start = (): void => {
        if (!/idle|closed/.test(state)) return;
        opening = deferred<void>();
        state = 'connecting';
        chain.start();
        const now = chain.active.connection.state;
        if (now !== state) become(now);
      };

      const leave = (): void => {
        wanted = 0;
        chain.stop();
        opening?.reject(failure('connect', 'closed'));
        close = { code: 1000, reason: 'Client disconnect' };
        if (!/idle|closed/.test(state)) become('closed');
      };

      return {
        read: () => {
          const { attempt, maxAttempts, retryAt } = chain.active.connection;
          return { state, attempt, maxAttempts, retryAt };
        },
        async connect(signal) {
          const own = deferred<void>();
          if (signal?.aborted) throw failure('connect', 'aborted');
          wanted++;
          start();
          const forget = onAbort(signal, () => {
            own.reject(failure('connect', 'aborted'));
            if (state !== 'open' && !--wanted && !leases) leave();
          });
          (opening?.promise ?? Promise.resolve()).then(own.resolve, own.reject);
          return own.promise.finally(forget);
        },
        retry: () => chain.climb(),
        retain() {
          let mine = 1;
          leases++;
          start();
          return () => {
            // An element that moves lets go and takes hold again within one task.
            runtime.clock.setTimeout(() => {
              leases -= mine;
              if (mine && !leases && !wanted) leave();
              mine = 0;
            }, 0);
          };
        },
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

  /** Sends a message through the source in use, or if that cannot send through the best one. */
  send(type: string, payload?: unknown): unknown {
    try {
      return this.active.send(type, payload);
    } catch (error) {
      if ((error as { code?: string }).code !== 'one-way') throw error;
      return this.#sources[0].send(type, payload);
    }
  }
}
