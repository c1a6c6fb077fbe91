import type { ReactiveController } from 'lit';
import type { MessageSource } from '../core/message-source.js';
import type { Unsubscribe } from '../core/runtime.js';
import { SourceController, type SourceHost } from './source-controller.js';

/** When a host counts as visible, as an `IntersectionObserver` takes it. */
export type VisibleOptions = Pick<IntersectionObserverInit, 'rootMargin' | 'threshold'>;

/**
 * Follows the host's `MessageSource` only while the host is in view: `follow` subscribes, here and if
 * need be with the server, and returns what ends that. A `rootMargin` makes it subscribe in advance.
 */
export class VisibleController implements ReactiveController {
  readonly #host: SourceHost;
  readonly #follow: (source: MessageSource) => Unsubscribe;
  readonly #options: VisibleOptions;
  #observer: IntersectionObserver | undefined;
  #source: MessageSource | undefined;
  #unfollow: Unsubscribe | undefined;
  #visible = false;

  constructor(
    host: SourceHost,
    follow: (source: MessageSource) => Unsubscribe,
    options: VisibleOptions = {},
  ) {
    this.#host = host;
    this.#follow = follow;
    this.#options = options;
    host.addController(this);
    new SourceController(host, (source) => {
      this.#become(this.#visible, source);
      return () => this.#become(this.#visible, undefined);
    });
  }

  /** Whether the host is in view. The host is rendered again when that changes. */
  get visible(): boolean {
    return this.#visible;
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => {
      const visible = entries.at(-1)!.isIntersecting;
      if (visible === this.#visible) return;
      this.#become(visible, this.#source);
      this.#host.requestUpdate();
    }, this.#options);
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#become(false, this.#source);
  }

  #become(visible: boolean, source: MessageSource | undefined): void {
    if (!visible || source !== this.#source) {
      this.#unfollow?.();
      this.#unfollow = undefined;
    }
    this.#visible = visible;
    this.#source = source;
    if (visible && source) this.#unfollow ??= this.#follow(source);
  }
}
