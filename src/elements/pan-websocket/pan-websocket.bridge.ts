import { PanBusController } from '../../controllers/pan-bus-controller.js';
import type { RuntimeController } from '../../controllers/runtime-controller.js';
import { reconnectUnlessGoodbye } from '../../core/close-policy.js';
import type { WireMessage } from '../../core/envelope.js';
import type { TallyError } from '../../core/errors.js';
import { passedOn, type PanMessage } from '../../core/pan-message.js';
import type { Unsubscribe } from '../../core/runtime.js';
import type { SentMessage } from '../../core/sent-message.js';
import { mayCross } from '../../core/topic-pattern.js';
import { panEnvelopes, type PanEnvelopes } from './pan-envelopes.js';
import type { PanClient, PanWebSocketElement } from './pan-websocket.js';
import { abnormalClose, attemptsExceeded, badUrl, codeOf } from './pan-websocket.errors.js';
import {
  WSConnectedEvent,
  WSDisconnectedEvent,
  WSErrorEvent,
  WSMessageEvent,
  WSReconnectFailedEvent,
  WSStateEvent,
} from './pan-websocket.events.js';
import type { WebSocketSettings } from './pan-websocket.settings.js';

/** What the page may have a connection do, through the bus. */
const COMMANDS = ['ws.connect', 'ws.disconnect', 'ws.send'] as const;

/** Joins an element's connection with the page's bus, and tells both of it. */
export class PanWebSocketBridge {
  /** How the client's frames are read and written. */
  readonly envelopes: PanEnvelopes;
  readonly #host: PanWebSocketElement;
  readonly #runtime: RuntimeController;
  readonly #settings: () => WebSocketSettings | undefined;
  readonly #bus: PanBusController;
  #closedNormally = false;

  constructor(
    host: PanWebSocketElement,
    runtime: RuntimeController,
    settings: () => WebSocketSettings | undefined,
  ) {
    this.#host = host;
    this.#runtime = runtime;
    this.#settings = settings;
    this.#bus = new PanBusController(host, runtime, {
      caps: ['websocket'],
      topics: () => [...COMMANDS.map(this.#named), ...this.#outbound],
      onMessage: (message) => this.#onMessage(message),
      onReady: () => {
        if (host.client) this.#announce(this.#stateEvent());
      },
    });
    this.envelopes = panEnvelopes(
      () => `${host.heartbeatTopic ?? ''}`,
      ({ message, raw }) => this.#tell(new WSMessageEvent(message, raw, this.#now)),
    );
  }

  /** Listens to a client, until the returned function is called. */
  follow(client: PanClient): Unsubscribe {
    const onState = (): void => this.#tell(this.#stateEvent());
    const ends = [
      client.on('connected', () => this.#tell(new WSConnectedEvent(this.#host.url, this.#now))),
      client.on('disconnected', ({ code, reason }) => this.#onLost(code, reason)),
      client.on('error', ({ error }) => this.fail(error)),
      client.on('reconnect-failed', () => {
        this.fail(attemptsExceeded(client.connection.maxAttempts));
        this.#tell(new WSReconnectFailedEvent());
      }),
      client.on('*', (_, message) => this.#onFrame(message)),
      () => client.removeEventListener('statechange', onState),
    ];
    client.addEventListener('statechange', onState);
    onState();
    return () => ends.forEach((end) => end());
  }

  /** Reports a message that never was sent, or may not have arrived. */
  watch(sent: SentMessage): void {
    void sent.settled.then(() => {
      const { error } = sent;
      // Of other failures the client tells. What was sent before a normal close has arrived.
      const uncertain = error?.code === 'connection-lost' && !this.#closedNormally;
      if (error && (uncertain || error.code === 'closed')) this.fail(error);
    });
  }

  /** Reports what went wrong. */
  fail(error: TallyError): void {
    this.#tell(new WSErrorEvent(error, codeOf(error), this.#now));
  }

  get #now(): number {
    return this.#runtime.clock.now();
  }

  get #prefix(): string {
    return this.#host.name ? `${this.#host.name}.` : '';
  }

  get #outbound(): readonly string[] {
    return this.#settings()?.outbound ?? [];
  }

  readonly #named = (topic: string): string => this.#prefix + topic;

  #onFrame(message: WireMessage): void {
    const { type, payload, timestamp: ts } = message;
    this.#tell(new WSMessageEvent(this.envelopes.frameOf(message), undefined, this.#now));
    if (!mayCross(type, this.#settings()!.inbound)) return;
    this.#bus.publish(type, payload, { ...passedOn(message), ts });
  }

  #onLost(code: number, reason: string): void {
    this.#closedNormally = code === 1000;
    this.#tell(new WSDisconnectedEvent(code, reason, code !== 1006, this.#now));
    if (reconnectUnlessGoodbye({ code, reason })) this.fail(abnormalClose(code, reason));
  }

  #onMessage(message: PanMessage): void {
    const { topic, data } = message;
    switch (COMMANDS.find((command) => this.#named(command) === topic)) {
      case 'ws.connect':
        return this.#onConnect(data ?? {});
      case 'ws.disconnect':
        return this.#host.disconnect();
      case 'ws.send':
        return this.#send(data);
      default:
        if (mayCross(topic, this.#outbound)) this.#send(message);
    }
  }

  #onConnect({ url = this.#host.url }: { url?: unknown }): void {
    if (typeof url !== 'string') return this.fail(badUrl(url));
    this.#host.url = url;
    void this.#host.connect();
  }

  #send(data: unknown): void {
    try {
      this.#host.send(data);
    } catch {
      // The host has reported it.
    }
  }

  #stateEvent(): WSStateEvent {
    const { client, state } = this.#host;
    const { attempt = 0, retryAt } = client?.connection ?? {};
    return new WSStateEvent(state, attempt, retryAt);
  }

  #tell(event: Event): void {
    this.#host.dispatchEvent(event);
    this.#announce(event);
  }

  #announce(event: Event): void {
    this.#bus.announce(event, this.#prefix, event instanceof WSStateEvent ? { retain: true } : {});
  }
}
