import { isPanMessage, type PanMessage } from '../src/core/pan-message.js';
import { isReservedTopic, matchesTopic } from '../src/core/topic-pattern.js';

interface Subscription {
  readonly clientId: string;
  readonly pattern: string;
  readonly subscriber: EventTarget;
}

interface SubscribeDetail {
  readonly clientId: string;
  readonly topics: readonly string[];
  readonly options?: { readonly retained?: boolean };
}

/**
 * The least that a page's message bus does: for stories and tests only.
 *
 * It delivers once for each pattern that matches, as simple buses do. On a stage it keeps to its
 * own story, so that those on one docs page do not hear each other.
 */
export class PanBusElement extends HTMLElement {
  /** Whether to deliver in a microtask of its own instead of at once. */
  late = false;

  readonly #retained = new Map<string, PanMessage>();
  #subscriptions: Subscription[] = [];
  #listening = new AbortController();
  #count = 0;

  /** Who has subscribed to what, as `client pattern`. */
  get subscriptions(): string[] {
    return this.#subscriptions.map(({ clientId, pattern }) => `${clientId} ${pattern}`);
  }

  connectedCallback(): void {
    const place: EventTarget = this.closest('stage-frame') ?? document;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const on = (verb: string, take: (detail: unknown, from: EventTarget) => void): void => {
      const listener = (event: Event): void =>
        take((event as CustomEvent).detail, event.composedPath()[0]!);
      place.addEventListener(`pan:${verb}`, listener, { signal });
      // Who has been removed can only speak through the document.
      if (place !== document && verb === 'unsubscribe')
        document.addEventListener(`pan:${verb}`, listener, { signal });
    };
    on('publish', (detail) => this.#publish(detail));
    on('subscribe', (detail, from) => this.#subscribe(detail as SubscribeDetail, from));
    on('unsubscribe', (detail) => this.#unsubscribe(detail as SubscribeDetail));
    this.announce();
  }

  disconnectedCallback(): void {
    this.#listening.abort();
    this.#subscriptions = [];
    Reflect.deleteProperty(window, '__panReady');
  }

  /** Says that the bus is there. */
  announce(): void {
    Object.assign(window, { __panReady: true });
    document.dispatchEvent(new CustomEvent('pan:sys.ready'));
  }

  #publish(detail: unknown): void {
    if (!isPanMessage(detail) || isReservedTopic(detail.topic)) return;
    const message = { ...detail, id: detail.id ?? `bus-${++this.#count}` };
    if (message.retain && message.topic.endsWith('.state')) {
      this.#retained.set(message.topic, message);
    }
    for (const { pattern, subscriber } of [...this.#subscriptions]) {
      if (matchesTopic(pattern, message.topic)) this.#deliver(subscriber, message);
    }
  }

  #subscribe({ clientId, topics, options }: SubscribeDetail, subscriber: EventTarget): void {
    for (const pattern of topics) {
      this.#subscriptions.push({ clientId, pattern, subscriber });
      for (const [topic, message] of options?.retained ? this.#retained : []) {
        if (matchesTopic(pattern, topic)) this.#deliver(subscriber, message);
      }
    }
  }

  #unsubscribe({ clientId, topics }: SubscribeDetail): void {
    this.#subscriptions = this.#subscriptions.filter(
      (own) => own.clientId !== clientId || !topics.includes(own.pattern),
    );
  }

  #deliver(subscriber: EventTarget, message: PanMessage): void {
    const deliver = (): void =>
      void subscriber.dispatchEvent(
        new CustomEvent('pan:deliver', { detail: { ...message }, bubbles: true, composed: true }),
      );
    if (this.late) queueMicrotask(deliver);
    else deliver();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pan-bus': PanBusElement;
  }
}
