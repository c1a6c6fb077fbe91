import type { ConnectionSnapshot, ConnectionState } from '../core/connection-state.js';
import type { WireMessage } from '../core/envelope.js';
import type { TallyError } from '../core/errors.js';
import { createHandlerRegistry, type HandlerRegistry } from '../core/handler-registry.js';
import type { MessageHandler, SubscribeOptions } from '../core/message-source.js';
import { messageStream, type MessageStreamOptions } from '../core/message-stream.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import type { StandardSchema } from '../core/standard-schema.js';
import { TypedEventTarget } from '../core/typed-event-target.js';
import { createValidationGate } from '../core/validation-gate.js';
import type { Connection } from './connection.js';
import type { ClientEvents, LifecyclePayloads } from './client-events.js';

// Older browsers lack the symbol.
const dispose: typeof Symbol.dispose = Symbol.dispose ?? Symbol();

/** Types that the server must not be able to fake, and the wildcard. */
const RESERVED = new Set(['*', 'connected', 'disconnected', 'error', 'reconnect-failed']);

/** What a client's connection may do to the client. */
export interface ClientHost {
  /** Announces a turn of the connection. */
  tell<Type extends keyof LifecyclePayloads>(
    this: void,
    type: Type,
    payload: LifecyclePayloads[Type],
  ): void;
  /** Reports what could not be read or sent; the connection goes on. */
  fail(this: void, error: TallyError): void;
  /** Hands a message to its handlers, once its schema allows it. */
  receive(this: void, message: WireMessage): void;
  /** Fires an event, with these fields. */
  fire(this: void, type: string, fields?: object): void;
}

/** What all clients have in common: a connection, handlers by type, and events. */
export abstract class MessageClient<
  Messages extends object,
  Events extends ClientEvents,
> extends TypedEventTarget<Events> {
  readonly #handlers: HandlerRegistry;
  readonly #connection: Connection;

  constructor(
    runtime: Runtime,
    schemas: Readonly<Record<string, StandardSchema>> | undefined,
    connect: (host: ClientHost) => Connection,
  ) {
    super();
    const handlers = createHandlerRegistry((error) => runtime.reportError(error));
    const fire: ClientHost['fire'] = (type, fields) =>
      void this.dispatchEvent(Object.assign(new Event(type), fields));
    const tell: ClientHost['tell'] = (type, payload) => {
      handlers.run(type, payload, { type, payload, timestamp: runtime.clock.now() });
      fire(type, payload);
    };
    const fail: ClientHost['fail'] = (error) => tell('error', { error });
    const receive = createValidationGate(
      schemas,
      (message) => {
        const { type, payload } = message;
        if (!RESERVED.has(type)) handlers.run(type, payload, message);
        handlers.run('*', message, message);
      },
      (message, issues) => fire('invalid', { message, issues }),
      fail,
    );
    this.#handlers = handlers;
    this.#connection = connect({ tell, fail, receive, fire });
  }

  /** Where the connection stands. */
  get state(): ConnectionState {
    return this.connection.state;
  }

  /** A reading of everything about the connection. */
  get connection(): ConnectionSnapshot {
    return { ...this.#connection.read(), unsent: 0 };
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

  /** Ends the connection, or the attempt to make one, scheduled ones included. */
  disconnect(): void {
    this.#connection.leave();
  }

  /**
   * Declares interest: connects unless that is under way. When the last holder has called the
   * returned function, a connection that nobody made with `connect()` ends.
   */
  retain(): Unsubscribe {
    return this.#connection.retain();
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
  on<Type extends keyof Messages & string>(
    type: Type,
    handler: MessageHandler<Messages[Type]>,
    options?: SubscribeOptions,
  ): Unsubscribe;
  on(type: string, handler: MessageHandler<never>, options?: SubscribeOptions): Unsubscribe {
    return this.#handlers.add(type, handler as MessageHandler, options);
  }

  /** Iterates over the messages of `type`, or over all, from now until `break` or the signal. */
  messages<Type extends keyof Messages & string>(
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
}
