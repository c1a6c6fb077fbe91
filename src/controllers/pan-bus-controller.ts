import type { LitElement, ReactiveController } from 'lit';
import { createDeduper } from '../core/deduper.js';
import { isPanMessage, type PanMessage } from '../core/pan-message.js';
import { withoutCovered } from '../core/topic-pattern.js';
import type { RuntimeController } from './runtime-controller.js';

/** What a host wants of the page's bus. */
export interface PanBusOptions {
  /** What the host can do, as it says in its greeting. */
  readonly caps: readonly string[];
  /** Whether to be told at once what the bus has kept. Default false. */
  readonly retained?: boolean;
  /** The patterns to subscribe to, read again at every update of the host. */
  topics(): readonly string[];
  /** Takes what others have published: once, however many of the patterns it matches. */
  onMessage(message: PanMessage): void;
  /** A bus is there: what it is to keep must be told again. */
  onReady?(): void;
}

/**
 * Speaks for its host with the page's message bus, now or as soon as there is one.
 *
 * Publishing works without a bus: then nobody hears it. The host's own messages never come back.
 */
export class PanBusController implements ReactiveController {
  readonly #host: LitElement;
  readonly #runtime: RuntimeController;
  readonly #options: PanBusOptions;
  readonly #isNew = createDeduper();
  #document: Document;
  #clientId: string | undefined;
  #subscribed: readonly string[] = [];
  #ready = false;

  constructor(host: LitElement, runtime: RuntimeController, options: PanBusOptions) {
    this.#host = host;
    this.#runtime = runtime;
    this.#options = options;
    this.#document = host.ownerDocument;
    host.addController(this);
  }

  /** Who the host is to the bus. */
  get clientId(): string {
    return (this.#clientId ??= `${this.#host.localName}-${this.#runtime.current.uuid()}`);
  }

  /** Whether the page has a bus. */
  get isReady(): boolean {
    return this.#ready;
  }

  /** Publishes a message. A host that has been removed does so through its document. */
  publish(topic: string, data: unknown, more: Partial<PanMessage> = {}): void {
    const { current, clock } = this.#runtime;
    const { id = current.uuid(), ts = clock.now() } = more;
    const message = { ...more, topic, data, id, ts };
    this.#isNew(nameOf(message));
    this.#say('publish', message);
  }

  /**
   * Publishes the fields of an event of the host's under its name: `ws-connected` as `ws.connected`.
   *
   * @param prefix What comes before the topic.
   */
  announce(event: Event, prefix = '', more: Partial<PanMessage> = {}): void {
    this.publish(prefix + event.type.replace('-', '.'), fieldsOf(event), more);
  }

  hostConnected(): void {
    this.#document = this.#host.ownerDocument;
    this.#document.addEventListener('pan:sys.ready', this.#onReady);
    this.#host.addEventListener('pan:deliver', this.#onDeliver);
    const page = this.#document.defaultView as { __panReady?: boolean } | null;
    if (page?.__panReady === true) this.#onReady();
  }

  hostUpdate(): void {
    if (this.#ready && this.#host.isConnected) this.#subscribe(this.#options.topics());
  }

  hostDisconnected(): void {
    this.#document.removeEventListener('pan:sys.ready', this.#onReady);
    this.#host.removeEventListener('pan:deliver', this.#onDeliver);
    this.#subscribe([]);
    this.#ready = false;
  }

  readonly #onReady = (): void => {
    // A bus that says so twice may have forgotten everything, or nothing.
    this.#subscribe([]);
    this.#ready = true;
    this.#say('hello', { id: this.clientId, caps: this.#options.caps });
    this.#subscribe(this.#options.topics());
    this.#options.onReady?.();
  };

  readonly #onDeliver = (event: Event): void => {
    const message: unknown = (event as CustomEvent).detail;
    // What is delivered to an element inside comes by here as well.
    if (event.target !== this.#host || !isPanMessage(message)) return;
    if (this.#isNew(nameOf(message))) this.#options.onMessage(message);
  };

  #subscribe(patterns: readonly string[]): void {
    const before = this.#subscribed;
    const after = withoutCovered(patterns);
    const ended = before.filter((topic) => !after.includes(topic));
    const begun = after.filter((topic) => !before.includes(topic));
    this.#subscribed = after;
    if (ended.length) this.#say('unsubscribe', { clientId: this.clientId, topics: ended });
    if (!begun.length) return;
    const options = { retained: this.#options.retained ?? false };
    this.#say('subscribe', { clientId: this.clientId, topics: begun, options });
  }

  #say(verb: 'hello' | 'publish' | 'subscribe' | 'unsubscribe', detail: object): void {
    const place = this.#host.isConnected ? this.#host : this.#document;
    place.dispatchEvent(new CustomEvent(`pan:${verb}`, { detail, bubbles: true, composed: true }));
  }
}

/** Reads the fields that an event has of its own; of an error, its message. */
function fieldsOf(event: Event): object {
  const own = Object.entries(event).filter(
    ([name, value]) => name !== 'isTrusted' && value !== undefined,
  );
  const plain = own.map(([name, value]: [string, unknown]) => [
    name,
    value instanceof Error ? value.message : value,
  ]);
  return Object.fromEntries(plain) as object;
}

/** One id may be used on several topics, as by an answer that repeats its question's. */
function nameOf({ topic, id }: PanMessage): string | undefined {
  return id === undefined ? undefined : `${topic}\n${id}`;
}
