import type { LitElement, ReactiveController } from 'lit';
import type { MessageSource } from '../core/message-source.js';
import type { Unsubscribe } from '../core/runtime.js';
import { sourceContext } from './contexts.js';
import { ProvidedValue } from './provided-value.js';

/** An element that can be given a `MessageSource` by property. */
export type SourceHost = LitElement & { source: MessageSource | undefined };

/**
 * Finds the host's `MessageSource`, its property before the one around it, and follows it for as
 * long as the host is in the document: `follow` subscribes and returns what ends that.
 */
export class SourceController implements ReactiveController {
  readonly #host: SourceHost;
  readonly #follow: (source: MessageSource) => Unsubscribe;
  readonly #provided: ProvidedValue<typeof sourceContext>;
  #followed: MessageSource | undefined;
  #unfollow: Unsubscribe | undefined;

  constructor(host: SourceHost, follow: (source: MessageSource) => Unsubscribe) {
    this.#host = host;
    this.#follow = follow;
    this.#provided = new ProvidedValue(host, sourceContext);
    host.addController(this);
  }

  get current(): MessageSource | undefined {
    return this.#host.source ?? this.#provided.current;
  }

  hostConnected(): void {
    this.#followCurrent();
  }

  hostUpdate(): void {
    if (this.#host.isConnected) this.#followCurrent();
  }

  hostDisconnected(): void {
    this.#letGo();
  }

  #followCurrent(): void {
    const source = this.current;
    if (source === this.#followed) return;
    this.#letGo();
    this.#followed = source;
    this.#unfollow = source && this.#follow(source);
  }

  #letGo(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#followed = undefined;
  }
}
