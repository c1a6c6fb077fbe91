import type { DecodedFrame } from '../core/codec.js';
import type { ConnectionSnapshot } from '../core/connection-state.js';
import { createDeduper } from '../core/deduper.js';
import type { WireMessage } from '../core/envelope.js';
import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import { decodeFrame } from '../core/frame-decoder.js';
import type { MessageSource } from '../core/message-source.js';
import { createOutbox, type Outbox } from '../core/outbox.js';
import type { Runtime } from '../core/runtime.js';
import { type SentMessage, type TrackedMessage, trackMessage } from '../core/sent-message.js';
import { browserRuntime } from './browser-runtime.js';
import type { ClientEvents } from './client-events.js';
import { createConnection } from './connection.js';
import { type ClientHost, MessageClient } from './message-client.js';
import { openLink } from './socket-link.js';
import type { WebSocketClientOptions } from './websocket-options.js';

type TypeOf<Messages> = keyof Messages & string;

/**
 * Keeps a WebSocket connection alive and speaks JSON messages `{type, payload, timestamp, id}`.
 *
 * @typeParam Messages The payloads by message type: an interface or an alias.
 */
export class WebSocketClient<Messages extends object = Record<string, unknown>>
  extends MessageClient<Messages, ClientEvents>
  implements MessageSource
{
  readonly #runtime: Runtime;
  readonly #host: ClientHost;
  readonly #outbox: Outbox | undefined;
  readonly #take: (message: TrackedMessage) => boolean;

  constructor(url = 'ws://localhost:3000/ws', options: WebSocketClientOptions = {}) {
    const { runtime = browserRuntime, queue, schemas, maxFrameSize, dedupeWindow } = options;
    let host!: ClientHost;
    let outbox: Outbox | undefined;
    let take!: (message: TrackedMessage) => boolean;
    super(runtime, schemas, (mine) => {
      host = mine;
      const onFrame = (data: unknown, notePong: () => void): void => {
        try {
          const message =
            typeof data === 'function' ? (data as DecodedFrame)() : decodeFrame(data, maxFrameSize);
          if (message.type === 'pong') notePong();
          else accept(message);
        } catch (error) {
          host.fail(error as TallyError);
        }
      };
      const connection = createConnection(
        runtime,
        options,
        (onOpen, onLost) => openLink(url, runtime, options, onOpen, onFrame, onLost),
        host.tell,
        () => host.fire('statechange'),
        () => outbox?.drain(take),
      );
      take = (message) => !!connection.link()?.take(message);
      return connection;
    });
    const isNew = createDeduper(dedupeWindow);
    const deliver = (message: WireMessage): void => {
      if (isNew(message.id)) host.receive(message);
    };
    const accept = options.sequence?.(this, runtime.clock, deliver) ?? deliver;
    if (queue !== false) {
      outbox = createOutbox(queue, runtime.clock, () => host.fire('outboxchange'), host.fail);
    }
    this.#runtime = runtime;
    this.#host = host;
    this.#outbox = outbox;
    this.#take = take;
  }

  override get connection(): ConnectionSnapshot {
    return { ...super.connection, unsent: this.#outbox?.size ?? 0 };
  }

  /** Ends the connection, or the attempt to make one. What waits in the outbox fails. */
  override disconnect(): void {
    super.disconnect();
    this.#outbox?.clear(failure('send', 'closed'));
  }

  /**
   * Sends a message, or keeps it in the outbox until there is a connection.
   *
   * @param options With `id` a message keeps the name that it has from before.
   * @throws TallyError `unserialisable` if JSON cannot hold the payload, `outbox-full` under the
   * policy `reject`.
   */
  send<Type extends TypeOf<Messages>>(
    type: Type,
    payload?: Messages[Type],
    { id = this.#runtime.uuid() }: { readonly id?: string | undefined } = {},
  ): SentMessage {
    const action = `send "${type}"`;
    const timestamp = this.#runtime.clock.now();
    let frame: string;
    try {
      frame = JSON.stringify({ type, payload: payload ?? {}, timestamp, id });
    } catch (cause) {
      throw failure(action, 'unserialisable', String(cause), cause);
    }
    const message = trackMessage(id, type, frame);
    if (this.#take(message)) return message;
    if (this.#outbox) this.#outbox.add(message);
    else {
      const error = failure(action, 'not-connected');
      message.shared.become('failed', error);
      this.#host.fail(error);
    }
    return message;
  }
}
