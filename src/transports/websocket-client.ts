import { readAck, reasonOf } from '../core/acknowledgement.js';
import type { DecodedFrame } from '../core/codec.js';
import type { ConnectionSnapshot } from '../core/connection-state.js';
import { createDeduper } from '../core/deduper.js';
import type { WireMessage } from '../core/envelope.js';
import type { TallyError } from '../core/errors.js';
import { failure } from '../core/failure.js';
import { decodeFrame } from '../core/frame-decoder.js';
import { createOutbox } from '../core/memory-outbox.js';
import type { MessageSource } from '../core/message-source.js';
import type { Outbox, OutboxHooks } from '../core/outbox.js';
import type { Runtime } from '../core/runtime.js';
import {
  type AcknowledgedMessage,
  type SendOptions,
  type SentMessage,
  type TrackedMessage,
  trackMessage,
} from '../core/sent-message.js';
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
  readonly #outbox: Outbox;
  readonly #waits: boolean;
  readonly #take: (message: TrackedMessage) => boolean;

  constructor(url = 'ws://localhost:3000/ws', options: WebSocketClientOptions = {}) {
    const { runtime = browserRuntime, queue, schemas, maxFrameSize, dedupeWindow } = options;
    const { outbox: makeOutbox, readAck: read = readAck } = options;
    const waits = queue !== false || !!makeOutbox;
    let host!: ClientHost;
    let outbox!: Outbox;
    let take!: (message: TrackedMessage) => boolean;
    const settle = (message: WireMessage): void => {
      const { id, error } = read(message) ?? {};
      const sent = id !== undefined && outbox.find(id);
      if (!sent || !sent.ack) return;
      sent.reply = message.payload;
      const action = `send "${sent.type}"`;
      const isRefused = error !== undefined && error !== null;
      outbox.settle(
        sent,
        isRefused ? failure(action, 'rejected', reasonOf(error), message.payload) : undefined,
      );
    };
    super(runtime, schemas, (mine) => {
      host = mine;
      const onFrame = (data: unknown, notePong: () => void): void => {
        try {
          const message =
            typeof data === 'function' ? (data as DecodedFrame)() : decodeFrame(data, maxFrameSize);
          if (message.type === 'pong') return notePong();
          try {
            settle(message);
          } finally {
            // An acknowledgement is a message like any other, with a place in its stream.
            accept(message);
          }
        } catch (error) {
          host.fail(error as TallyError);
        }
      };
      const connection = createConnection(
        runtime,
        options,
        (onOpen, onLost) => openLink(url, runtime, options, onOpen, onFrame, onLost),
        host.tell,
        () => {
          const { state } = connection.read();
          outbox.turned(state);
          if (!waits && state !== 'open') outbox.clear(failure('send', 'connection-lost'));
          host.fire('statechange');
        },
        () => outbox.open(take),
      );
      take = (message) => !!connection.link()?.take(message);
      const hooks: OutboxHooks = {
        onChange: () => host.fire('outboxchange'),
        onError: host.fail,
        onOverdue: () => connection.link()?.probe(),
      };
      outbox = makeOutbox
        ? makeOutbox(runtime, hooks, options)
        : createOutbox(queue || undefined, runtime.clock, hooks, options);
      return connection;
    });
    const isNew = createDeduper(dedupeWindow);
    const deliver = (message: WireMessage): void => {
      if (isNew(message.id)) host.receive(message);
    };
    const accept = options.sequence?.(this, runtime.clock, deliver) ?? deliver;
    this.#runtime = runtime;
    this.#host = host;
    this.#outbox = outbox;
    this.#take = take;
    this.#waits = waits;
  }

  override get connection(): ConnectionSnapshot {
    return { ...super.connection, unsent: this.#outbox.size };
  }

  /**
   * Ends the connection, or the attempt to make one. What waits in the outbox fails; a durable outbox
   * keeps it for the next connection.
   */
  override disconnect(): void {
    super.disconnect();
    this.#outbox.end(failure('send', 'closed'));
  }

  /** Gives up what is not delivered, as when somebody logs out: every message fails. */
  discard(): void {
    this.#outbox.clear(
      failure('send', 'discarded', '', undefined, 'Send it again if it is wanted.'),
    );
  }

  /**
   * Sends a message, or keeps it in the outbox until there is a connection. With `ack` the result can
   * be awaited: it resolves with what the server says when it has read the message.
   *
   * A message with the `id` of one that is not settled is not sent again: the result is that one.
   *
   * @throws TallyError `unserialisable` if JSON cannot hold the payload, `outbox-full` under the
   * policy `reject`.
   */
  send<Type extends TypeOf<Messages>>(
    type: Type,
    payload: Messages[Type] | undefined,
    options: SendOptions & { readonly ack: true },
  ): AcknowledgedMessage;
  send<Type extends TypeOf<Messages>>(
    type: Type,
    payload?: Messages[Type],
    options?: SendOptions,
  ): SentMessage;
  send<Type extends TypeOf<Messages>>(
    type: Type,
    payload?: Messages[Type],
    { ack, id: own }: SendOptions = {},
  ): SentMessage {
    const action = `send "${type}"`;
    const known = own === undefined ? own : this.#outbox.find(own);
    if (known) return known;
    const id = own ?? this.#runtime.uuid();
    const timestamp = this.#runtime.clock.now();
    let frame: string;
    try {
      frame = JSON.stringify({ type, payload: payload ?? {}, timestamp, id });
    } catch (cause) {
      throw failure(action, 'unserialisable', String(cause), cause);
    }
    const message = trackMessage(id, type, frame, ack);
    if (!ack && !this.#outbox.holds && this.#take(message)) return message;
    if (this.#waits || (ack && this.isConnected())) this.#outbox.add(message);
    else {
      const error = failure(action, 'not-connected');
      message.shared.become('failed', error);
      this.#host.fail(error);
    }
    return message;
  }
}
