import {
  LitElement,
  css,
  html,
  type CSSResultGroup,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import {
  checkedNumberConverter,
  flagConverter,
  switchConverter,
  textConverter,
} from '../../controllers/attribute-converters.js';
import { ConnectionController } from '../../controllers/connection-controller.js';
import { RuntimeController } from '../../controllers/runtime-controller.js';
import { reconnectUnlessGoodbye } from '../../core/close-policy.js';
import type { ConnectionState } from '../../core/connection-state.js';
import type { TallyError } from '../../core/errors.js';
import type { Runtime } from '../../core/runtime.js';
import type { SendOptions, SentMessage } from '../../core/sent-message.js';
import { durableOutbox } from '../../transports/durable-outbox.js';
import { SharedConnection } from '../../transports/shared-connection.js';
import { WebSocketClient } from '../../transports/websocket-client.js';
import { wrapped } from './pan-envelopes.js';
import { PanWebSocketBridge } from './pan-websocket.bridge.js';
import { badUrl, noConnection } from './pan-websocket.errors.js';
import {
  DEFAULT_ATTEMPTS,
  DEFAULT_DELAY,
  DEFAULT_HEARTBEAT,
  readSettings,
  type WebSocketSettings,
} from './pan-websocket.settings.js';

/**
 * Is the WebSocket connection of everything inside it, and a bridge to the page's message bus.
 *
 * What arrives is published on the bus as `{topic, data}`, what the page publishes goes to the
 * server, each as far as the patterns allow. News of the connection are topics `ws.…`, and so are
 * the commands that it obeys: `ws.connect {url?}`, `ws.disconnect`, `ws.send`.
 *
 * @fires ws-connected - Messages flow. Does not bubble.
 * @fires ws-disconnected - Messages flow no longer. Does not bubble.
 * @fires ws-error - Something went wrong; its `code` tells what. Does not bubble.
 * @fires ws-message - A frame came. Does not bubble.
 * @fires ws-reconnect-failed - No more attempts are made. Does not bubble.
 * @fires ws-state - The connection has another state. Does not bubble.
 * @slot - The elements that share the connection.
 */
export class PanWebSocketElement extends LitElement {
  static override styles: CSSResultGroup = css`
    :host {
      display: contents;
    }

    :host([hidden]) {
      display: none;
    }
  `;

  static override properties: PropertyDeclarations = {
    runtime: { attribute: false },
    url: { converter: textConverter() },
    protocols: { converter: textConverter() },
    outboundTopics: { attribute: 'outbound-topics', converter: textConverter() },
    inboundTopics: { attribute: 'inbound-topics', converter: textConverter('*') },
    autoConnect: { attribute: 'auto-connect', converter: flagConverter },
    autoReconnect: { attribute: 'auto-reconnect', converter: flagConverter },
    reconnectDelay: { attribute: 'reconnect-delay', converter: textConverter(DEFAULT_DELAY) },
    maxReconnectAttempts: {
      attribute: 'max-reconnect-attempts',
      converter: checkedNumberConverter(DEFAULT_ATTEMPTS),
    },
    heartbeat: { converter: checkedNumberConverter(DEFAULT_HEARTBEAT) },
    heartbeatTopic: { attribute: 'heartbeat-topic', converter: textConverter('sys.ping') },
    name: { converter: textConverter() },
    outbox: { converter: textConverter() },
    acks: { converter: switchConverter },
    shared: { converter: switchConverter },
  };

  /** The runtime to connect through; by default the one provided around the element. */
  runtime: Runtime | undefined;

  /** Where to connect to; without it there is no connection. A new one replaces the connection. */
  url = '';

  /** Subprotocols to offer, with commas between them. New ones replace the connection. */
  protocols = '';

  /** Patterns of what goes from the bus to the server, with spaces between them. */
  outboundTopics = '';

  /** Patterns of what goes from the server to the bus, with spaces between them. */
  inboundTopics = '*';

  /** Whether to connect without being told. `auto-connect="false"` waits for `connect()`. */
  autoConnect = true;

  /** Whether a lost connection comes back. `auto-reconnect="false"` leaves it closed. */
  autoReconnect = true;

  /** The first and the longest window from which the delay of an attempt is drawn, in ms. */
  reconnectDelay = DEFAULT_DELAY;

  /** After how many failed attempts to give up; `Infinity` is allowed. */
  maxReconnectAttempts = DEFAULT_ATTEMPTS;

  /** How many seconds lie between two pings, which the server has to answer; 0 sends none. */
  heartbeat = DEFAULT_HEARTBEAT;

  /** The topic of the pings. */
  heartbeatTopic = 'sys.ping';

  /** Tells connections apart: `<name>.ws.connected` instead of `ws.connected`. */
  name = '';

  /**
   * With `durable` what waits to be sent outlives the page, under the connection's `name` or else its
   * `url`. Another value replaces the connection.
   */
  outbox = '';

  /**
   * Whether the server acknowledges what it reads, by `{type: 'ack', payload: {id}}`. Then everything
   * that has an envelope is sent again until it does.
   */
  acks = false;

  /**
   * Whether all tabs of a user share one connection: those whose `url` and `protocols` are the same.
   * Where the platform cannot, each tab connects for itself.
   */
  shared = false;

  readonly #runtime = new RuntimeController(this);
  readonly #bridge = new PanWebSocketBridge(this, this.#runtime, () => this.#settings);
  readonly #connection = new ConnectionController<PanClient>(this, this.#runtime, {
    key: () => this.#key,
    make: (runtime) => this.#makeClient(runtime),
    follow: (client) => this.#bridge.follow(client),
  });
  #settings: WebSocketSettings | undefined;

  /** The client; `undefined` without a URL, and before the first update. */
  get client(): PanClient | undefined {
    return this.#connection.client;
  }

  /** Where the connection stands. */
  get state(): ConnectionState {
    return this.client?.state ?? 'idle';
  }

  /**
   * Connects, and keeps the connection until `disconnect()`. Resolves when messages flow.
   *
   * @throws TallyError `invalid-url`, `connection-timeout`, `connection-failed` or `closed`. Nobody
   * has to catch it: a `ws-error` tells as well.
   */
  connect(): Promise<void> {
    const connected = this.#connection.connect();
    connected.catch((error: TallyError) => {
      // Of all else the client tells.
      if (error.code === 'invalid-url') this.#bridge.fail(badUrl(this.url));
    });
    return connected;
  }

  /** Ends the connection, or the attempt to make one, until `connect()`. */
  disconnect(): void {
    this.#connection.disconnect();
  }

  /** Ends the connection, as `disconnect()` does. */
  close(): void {
    this.disconnect();
  }

  /** Replaces an open connection by a new one, or tries now to make one. */
  reconnect(): Promise<void> {
    return this.#connection.reconnect();
  }

  /**
   * Sends `{topic, data}` or `{type, payload}` in its envelope, anything else as it is: texts as
   * they are, the rest as JSON. Without a connection it waits for the next one. With `ack` the result
   * can be awaited, and an `id` within the envelope is the one that counts.
   *
   * @throws TallyError `not-connected` without a URL or outside a document, `unserialisable` if JSON
   * cannot hold the data. A `ws-error` tells as well.
   */
  send(data: unknown, { ack = this.acks, id = idOf(data) }: SendOptions = {}): SentMessage {
    try {
      const client = this.isConnected && this.client;
      if (!client) throw noConnection();
      const isEnveloped = subjectOf(data) !== undefined;
      const options = ack && isEnveloped ? { ack, id } : {};
      const sent = client.send(subjectOf(data) ?? 'message', wrapped(data), options);
      this.#bridge.watch(sent);
      return sent;
    } catch (error) {
      this.#bridge.fail(error as TallyError);
      throw error;
    }
  }

  protected override willUpdate(): void {
    const known = this.#settings?.problems.map(({ message }) => message);
    this.#settings = readSettings(this, this.#runtime.page.baseUrl);
    for (const problem of this.#settings.problems)
      if (!known?.includes(problem.message)) this.#bridge.fail(problem);
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  get #key(): string | undefined {
    const { url, protocols, maxReconnectAttempts, heartbeatInterval, outbox } =
      this.#settings ?? {};
    const parts = [url, protocols, maxReconnectAttempts, heartbeatInterval, outbox, this.shared];
    return url && parts.join(' ');
  }

  #makeClient(runtime: Runtime): PanClient {
    if (!this.shared) return this.#makeSocket(runtime);
    const { url = '', protocols } = this.#settings!;
    const { href } = new URL(url, runtime.page.baseUrl);
    const name = ['pan-websocket', href, ...protocols].join(' ');
    return new SharedConnection(name, () => this.#makeSocket(runtime), { runtime });
  }

  #makeSocket(runtime: Runtime): WebSocketClient {
    const { url, protocols, maxReconnectAttempts, heartbeatInterval, outbox } = this.#settings!;
    return new WebSocketClient(url, {
      runtime,
      protocols,
      maxReconnectAttempts,
      heartbeatInterval,
      outbox: outbox === undefined ? undefined : durableOutbox({ name: outbox }),
      codecs: this.#bridge.envelopes,
      reconnectDelay: (...attempt) => this.#settings!.reconnectDelay(...attempt),
      shouldReconnect: (close) => this.autoReconnect && reconnectUnlessGoodbye(close),
    });
  }
}

/** The connection of one tab, or its share of that of all. */
export type PanClient = WebSocketClient | SharedConnection;

/** What a message is about; `undefined` for what has no envelope. */
function subjectOf(data: unknown): string | undefined {
  const { topic, type } = Object(data) as { topic?: unknown; type?: unknown };
  return [topic, type].find((name) => typeof name === 'string');
}

/** The id that a message bears already. */
function idOf(data: unknown): string | undefined {
  const { id } = Object(data) as { id?: unknown };
  return typeof id === 'string' && id ? id : undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'pan-websocket': PanWebSocketElement;
  }
}
