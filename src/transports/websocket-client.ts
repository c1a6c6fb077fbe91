import type { ConnectionSnapshot, ConnectionState } from '../core/connection-state.js';
import type { DecodedFrame } from '../core/codec.js';
import { createDeduper } from '../core/deduper.js';
import type { WireMessage } from '../core/envelope.js';
import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import { decodeFrame } from '../core/frame-decoder.js';
import { createHandlerRegistry, type HandlerRegistry } from '../core/handler-registry.js';
import type { MessageHandler, MessageSource, SubscribeOptions } from '../core/message-source.js';
import { messageStream, type MessageStreamOptions } from '../core/message-stream.js';
import { createOutbox, type Outbox } from '../core/outbox.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { type SentMessage, trackMessage } from '../core/sent-message.js';
import { TypedEventTarget } from '../core/typed-event-target.js';
import { createValidationGate } from '../core/validation-gate.js';
import { browserRuntime } from './browser-runtime.js';
import { type Connection, createConnection } from './connection.js';
import type { LifecyclePayloads, WebSocketClientEvents } from './websocket-events.js';
import type { WebSocketClientOptions } from './websocket-options.js';

// Older browsers lack the symbol.
const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol();

/** Types that the server must not be able to fake, and the wildcard. */
const RESERVED = new Set(['*', 'connected', 'disconnected', 'error', 'reconnect-failed']);

type TypeOf<Messages> = keyof Messages & string;

/**
 * Keeps a WebSocket connection alive and speaks JSON messages `{type, payload, timestamp, id}`.
 *
 * @typeParam Messages The payloads by message type: an interface or an alias.
 */
export class WebSocketClient<Messages extends object = Record<string, unknown>>
  extends TypedEventTarget<WebSocketClientEvents>
  implements MessageSource
{
  readonly #runtime: Runtime;
  readonly #handlers: HandlerRegistry;
  readonly #outbox: Outbox | undefined;
  readonly #connection: Connection;

  constructor(url = 'ws://localhost:3000/ws', options: WebSocketClientOptions = {}) {
    super();
    const { runtime = browserRuntime, queue, schemas, maxFrameSize, dedupeWindow } = options;
    const handlers = createHandlerRegistry((error) => runtime.reportError(error));
    const onError = (error: TallyError): void => this.#tell('error', { error });
    const isNew = createDeduper(dedupeWindow);
    const accept = createValidationGate(
      schemas,
      (message) => {
        const { type, payload } = message;
        if (!RESERVED.has(type)) handlers.run(type, payload, message);
        handlers.run('*', message, message);
      },
      (message, issues) => this.#fire('invalid', { message, issues }),
      onError,
    );
    const deliver = (message: WireMessage): void => {
      if (isNew(message.id)) accept(message);
    };
    this.#runtime = runtime;
    this.#handlers = handlers;
    const take = options.sequence?.(this, runtime.clock, deliver) ?? deliver;
    if (queue !== false) {
      const onChange = (): void => this.#fire('outboxchange');
      this.#outbox = createOutbox(queue, runtime.clock, onChange, onError);
    }
    const connection = createConnection(
      url,
      runtime,
      options,
      (type, payload) => this.#tell(type, payload),
      () => this.#fire('statechange'),
      () => this.#outbox?.drain(connection.take),
      (data, notePong) => {
        try {
          const message =
            typeof data === 'function' ? (data as DecodedFrame)() : decodeFrame(data, maxFrameSize);
          if (message.type === 'pong') notePong();
          else take(message);
        } catch (error) {
          onError(error as TallyError);
        }
      },
    );
    this.#connection = connection;
  }

  /** Where the connection stands. */
  get state(): ConnectionState {
    return this.connection.state;
  }

  /** A reading of everything about the connection. */
  get connection(): ConnectionSnapshot {
    return { ...this.#connection.read(), unsent: this.#outbox?.size ?? 0 };
  }

  /** Tells whether messages flow. */
  isConnected(): boolean {
    return this.state === 'open';
  }

  /**
   * Connects now, whatever was scheduled, and keeps the connection until `disconnect()`.
   *
   * Resolves when messages flow. After a rejection reconnecting goes on all the same; nobody has to
   * catch it, because the `error` event tells as well.
   *
   * @param options With `signal` a caller withdraws; the last one to withdraw ends the attempt.
   * @throws TallyError `connection-timeout`, `connection-failed`, `aborted` or `closed`.
   */
  connect({ signal }: SubscribeOptions = {}): Promise<void> {
    return this.#connection.connect(signal);
  }

  /** Tries again now if the connection is gone and somebody keeps it; who does stays as it was. */
  retry(): void {
    this.#connection.retry();
  }

  /** Ends the connection, or the attempt to make one. What waits in the outbox fails. */
  disconnect(): void {
    this.#connection.leave();
    this.#outbox?.clear(failure('send', 'closed'));
  }

  /**
   * Declares interest: connects unless that is under way. When the last holder has called the
   * returned function, a connection that nobody made with `connect()` ends; its outbox is kept.
   */
  retain(): Unsubscribe {
    return this.#connection.retain();
  }

  /**
   * Sends a message, or keeps it in the outbox until there is a connection.
   *
   * @throws TallyError `unserialisable` if JSON cannot hold the payload, `outbox-full` under the
   * policy `reject`.
   */
  send<Type extends TypeOf<Messages>>(type: Type, payload?: Messages[Type]): SentMessage {
    const action = `send "${type}"`;
    const id = this.#runtime.uuid();
    const timestamp = this.#runtime.clock.now();
    let frame: string;
    try {
      frame = JSON.stringify({ type, payload: payload ?? {}, timestamp, id });
    } catch (cause) {
      throw failure(action, 'unserialisable', String(cause), cause);
    }
    const message = trackMessage(id, type, frame);
    if (this.#connection.take(message)) return message;
    if (this.#outbox) this.#outbox.add(message);
    else {
      const error = failure(action, 'not-connected');
      message.shared.become('failed', error);
      this.#tell('error', { error });
    }
    return message;
  }

  /**
   * Calls `handler` for every message of `type` (`'*'`: of any type, with the whole message), or at
   * every turn of the connection: `connected`, `disconnected`, `error`, `reconnect-failed`.
   */
  on<Type extends keyof LifecyclePayloads>(
    type: Type,
    handler: MessageHandler<LifecyclePayloads[Type]>,
    options?: SubscribeOptions,
  ): Unsubscribe;
  on(type: '*', handler: MessageHandler<WireMessage>, options?: SubscribeOptions): Unsubscribe;
  on<Type extends TypeOf<Messages>>(
    type: Type,
    handler: MessageHandler<Messages[Type]>,
    options?: SubscribeOptions,
  ): Unsubscribe;
  on(type: string, handler: MessageHandler<never>, options?: SubscribeOptions): Unsubscribe {
    return this.#handlers.add(type, handler as MessageHandler, options);
  }

  /** Iterates over the messages of `type`, or over all, from now until `break` or the signal. */
  messages<Type extends TypeOf<Messages>>(
    type?: Type,
    options?: MessageStreamOptions,
  ): AsyncGenerator<WireMessage<Messages[Type]>, void, void> {
    return messageStream(
      (push) =>
        this.#handlers.add(type ?? '*', (_, message) =>
          push(message as WireMessage<Messages[Type]>),
        ),
      options,
    );
  }

  /** Disconnects, at the end of a `using` block. */
  [dispose](): void {
    this.disconnect();
  }

  #tell<Type extends keyof LifecyclePayloads>(type: Type, payload: LifecyclePayloads[Type]): void {
    const timestamp = this.#runtime.clock.now();
    this.#handlers.run(type, payload, { type, payload, timestamp });
    this.#fire(type, payload);
  }

  #fire(type: keyof WebSocketClientEvents, fields?: object): void {
    this.dispatchEvent(Object.assign(new Event(type), fields));
  }
}
