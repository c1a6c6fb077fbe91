import {
  LitElement,
  css,
  html,
  type CSSResultGroup,
  type PropertyDeclarations,
  type TemplateResult,
} from 'lit';
import { flagConverter, textConverter } from '../../controllers/attribute-converters.js';
import { ConnectionController } from '../../controllers/connection-controller.js';
import { PanBusController } from '../../controllers/pan-bus-controller.js';
import { RuntimeController } from '../../controllers/runtime-controller.js';
import type { ConnectionState } from '../../core/connection-state.js';
import type { WireMessage } from '../../core/envelope.js';
import type { TallyError } from '../../core/errors.js';
import { isPanMessage, passedOn, type PanMessage } from '../../core/pan-message.js';
import type { Runtime, Unsubscribe } from '../../core/runtime.js';
import { mayCross } from '../../core/topic-pattern.js';
import { SSEClient } from '../../transports/sse-client.js';
import { brokenJson } from './broken-json.js';
import {
  SSEConnectedEvent,
  SSEDisconnectedEvent,
  SSEErrorEvent,
  SSEMessageEvent,
} from './pan-sse.events.js';
import {
  badUrl,
  DEFAULT_BACKOFF,
  readSettings,
  withParameter,
  type SSESettings,
} from './pan-sse.settings.js';

/** What the page may have a stream do, through the bus. */
const COMMANDS = ['sse.connect', 'sse.disconnect'] as const;
const EVERY_TOPIC = ['*'];

/**
 * Is the event stream of everything inside it, and brings its events to the page's message bus.
 *
 * An event is published as `sse.message`, with a name also as `sse.event.<name>`, and under its own
 * topic: its name, or without one the `topic` in its JSON. It obeys `sse.connect {url?}` and
 * `sse.disconnect`.
 *
 * @fires sse-connected - The stream is open. Does not bubble.
 * @fires sse-disconnected - The stream is open no longer. Does not bubble.
 * @fires sse-message - An event came on the stream. Does not bubble.
 * @fires sse-error - Something went wrong. Does not bubble.
 * @slot - The elements that share the stream.
 */
export class PanSSEElement extends LitElement {
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
    src: { converter: textConverter() },
    url: { converter: textConverter() },
    topics: { converter: textConverter() },
    events: { converter: textConverter() },
    withCredentials: { attribute: 'with-credentials', converter: flagConverter },
    autoConnect: { attribute: 'auto-connect', converter: flagConverter },
    persistLastEvent: { attribute: 'persist-last-event', converter: textConverter() },
    backoff: { converter: textConverter(DEFAULT_BACKOFF) },
  };

  /** The runtime to connect through; by default the one provided around the element. */
  runtime: Runtime | undefined;

  /** Where the stream is; without it there is none. Another address replaces the stream. */
  src = '';

  /** Another name for `src`, which comes first. */
  url = '';

  /** What to ask the server for, with spaces between the topics: `?topics=a,b`. */
  topics = '';

  /** The names of the events to publish, with spaces between them; by default all. */
  events = '';

  /** Whether cookies travel to other origins as well. `with-credentials="false"` keeps them. */
  withCredentials = true;

  /** Whether to connect without being told. `auto-connect="false"` waits for `connect()`. */
  autoConnect = true;

  /** Under which key the id of the last event outlives the page. By default it does not. */
  persistLastEvent = '';

  /** The first and the longest window from which the delay of an attempt is drawn, in ms. */
  backoff = DEFAULT_BACKOFF;

  readonly #runtime = new RuntimeController(this);
  readonly #bus = new PanBusController(this, this.#runtime, {
    caps: ['sse'],
    topics: () => COMMANDS,
    onMessage: (message) => this.#onMessage(message),
  });
  readonly #connection = new ConnectionController<SSEClient>(this, this.#runtime, {
    key: () => this.#key,
    make: (runtime) => this.#makeClient(runtime),
    follow: (client) => this.#follow(client),
  });
  #settings: SSESettings | undefined;

  /** The client; `undefined` without an address, and before the first update. */
  get client(): SSEClient | undefined {
    return this.#connection.client;
  }

  /** Where the stream stands. */
  get state(): ConnectionState {
    return this.client?.state ?? 'idle';
  }

  /**
   * Connects, and keeps the stream until `disconnect()`. Resolves when it is open.
   *
   * @throws TallyError such as `invalid-url`, `connection-failed`, `unauthorised` or `closed`. Nobody
   * has to catch it: an `sse-error` tells as well.
   */
  connect(): Promise<void> {
    const connected = this.#connection.connect();
    connected.catch((error: TallyError) => {
      // Of all else the client tells.
      if (error.code === 'invalid-url') this.#fail(badUrl(this.src || this.url));
    });
    return connected;
  }

  /** Ends the stream, or the attempt to open it, until `connect()`. */
  disconnect(): void {
    this.#connection.disconnect();
  }

  protected override willUpdate(): void {
    const known = this.#settings?.problems.map(({ message }) => message);
    this.#settings = readSettings(this, this.#runtime.page.baseUrl);
    for (const problem of this.#settings.problems)
      if (!known?.includes(problem.message)) this.#fail(problem);
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  get #key(): string | undefined {
    const href = this.#settings?.href;
    return href && [href, this.withCredentials, this.persistLastEvent].join(' ');
  }

  #makeClient(runtime: Runtime): SSEClient {
    const { persistLastEvent: key, withCredentials } = this;
    const client: SSEClient = new SSEClient(this.#settings!.href, {
      // Some servers read the id of the last event only in the address.
      runtime: key ? asking(runtime, () => client.lastEventId) : runtime,
      withCredentials,
      lastEventIdKey: key ? `pan:sse:last:${key}` : undefined,
      reconnectDelay: (...attempt) => this.#settings!.reconnectDelay(...attempt),
    });
    return client;
  }

  #follow(client: SSEClient): Unsubscribe {
    const ends = [
      client.on('connected', () => this.#tell(new SSEConnectedEvent(this.src || this.url))),
      client.on('disconnected', () => this.#tell(new SSEDisconnectedEvent())),
      client.on('error', ({ error }) => this.#fail(error)),
      client.on('*', (_, message) => this.#onEvent(message)),
    ];
    return () => ends.forEach((end) => end());
  }

  #onEvent({ type, payload: data, id: place }: WireMessage): void {
    const problem = brokenJson(data);
    const { events } = this.#settings!;
    const name = type === 'message' ? undefined : type;
    const id = place ? { id: place } : {};
    if (problem) this.#fail(problem);
    if (name && events.length && !events.includes(name)) return;
    this.dispatchEvent(new SSEMessageEvent(data, place, name));
    this.#bus.publish('sse.message', { data, ...id, ...(name && { type: name }) });
    if (name) {
      this.#bus.publish(`sse.event.${name}`, { data, ...id });
      this.#publish(name, data);
    } else if (isPanMessage(data)) {
      this.#publish(data.topic, 'data' in data ? data.data : data, passedOn(data));
    }
  }

  #publish(topic: string, data: unknown, more: Partial<PanMessage> = {}): void {
    if (mayCross(topic, EVERY_TOPIC)) this.#bus.publish(topic, data, more);
  }

  #onMessage({ topic, data }: PanMessage): void {
    if (topic === 'sse.disconnect') return this.disconnect();
    const { url = this.src || this.url } = (data ?? {}) as { url?: unknown };
    if (typeof url !== 'string') return this.#fail(badUrl(url));
    this.src = url;
    void this.connect();
  }

  #fail(error: TallyError): void {
    const { state } = this;
    const readyState = state === 'open' ? 1 : /connecting|waiting/.test(state) ? 0 : 2;
    this.#tell(new SSEErrorEvent(error, readyState, this.src || this.url));
  }

  #tell(event: Event): void {
    this.dispatchEvent(event);
    this.#bus.announce(event);
  }
}

/** Puts the id of the last event into the address of every request. */
function asking(runtime: Runtime, lastEventId: () => string): Runtime {
  const fetch: Runtime['fetch'] = (input, init) => {
    const id = lastEventId();
    const address = id
      ? withParameter(input as string, 'lastEventId', encodeURIComponent(id))
      : input;
    return runtime.fetch(address, init);
  };
  // Not a copy: to read all of a runtime touches what a page may forbid.
  return Object.create(runtime, { fetch: { value: fetch } }) as Runtime;
}

declare global {
  interface HTMLElementTagNameMap {
    'pan-sse': PanSSEElement;
  }
}
