import { ContextConsumer, type Context, type ContextType } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';

const PROVIDED = 'context-provider';

/**
 * Finds what is provided around the host, also by an element that wakes up after it: scripts may
 * define elements in any order. What was provided around a place that the host has left is
 * forgotten.
 */
export class ProvidedValue<Key extends Context<unknown, unknown>> implements ReactiveController {
  readonly #host: LitElement;
  readonly #key: Key;
  readonly #consumer: ContextConsumer<Key, LitElement>;
  #document: Document | undefined;

  constructor(host: LitElement, key: Key) {
    this.#host = host;
    this.#key = key;
    this.#consumer = new ContextConsumer(host, { context: key, subscribe: true });
    host.addController(this);
  }

  get current(): ContextType<Key> | undefined {
    return this.#consumer.value;
  }

  hostConnected(): void {
    this.#document = this.#host.ownerDocument;
    this.#document.addEventListener(PROVIDED, this.#onProvided);
  }

  hostDisconnected(): void {
    this.#document?.removeEventListener(PROVIDED, this.#onProvided);
    this.#document = undefined;
    delete this.#consumer.value;
  }

  readonly #onProvided = (event: Event & { readonly context?: unknown }): void => {
    // Who was answered already is told of nearer ones by who answered. To ask again is to connect.
    const isMissing = this.current === undefined && event.context === this.#key;
    if (isMissing) this.#consumer.hostConnected();
  };
}
