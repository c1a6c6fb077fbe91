import type { LitElement, ReactiveController } from 'lit';
import type { Clock, Page, Runtime, Unsubscribe } from '../core/runtime.js';
import { browserRuntime } from '../transports/browser-runtime.js';
import { runtimeContext } from './contexts.js';
import { ProvidedValue } from './provided-value.js';

/** An element that can be given a `Runtime` by property. */
export type RuntimeHost = LitElement & { runtime: Runtime | undefined };

/**
 * Finds the host's `Runtime`: its property, else the one around it, else the browser. Lets others
 * follow it for as long as the host is in the document and the runtime stays the same.
 */
export class RuntimeController implements ReactiveController {
  readonly #host: RuntimeHost;
  readonly #provided: ProvidedValue<typeof runtimeContext>;
  readonly #followers: ((runtime: Runtime) => Unsubscribe)[] = [];
  #followed: Runtime | undefined;
  #unfollow: Unsubscribe[] = [];

  constructor(host: RuntimeHost) {
    this.#host = host;
    this.#provided = new ProvidedValue(host, runtimeContext);
    host.addController(this);
  }

  get current(): Runtime {
    return this.#host.runtime ?? this.#provided.current ?? browserRuntime;
  }

  get clock(): Clock {
    return this.current.clock;
  }

  get page(): Page {
    return this.current.page;
  }

  /** Calls `follower` with each runtime, and what it returns when that runtime is left. */
  follow(follower: (runtime: Runtime) => Unsubscribe): void {
    this.#followers.push(follower);
  }

  hostConnected(): void {
    this.#followCurrent();
  }

  hostUpdate(): void {
    if (this.#host.isConnected && this.#followed !== this.current) this.#followCurrent();
  }

  hostDisconnected(): void {
    for (const unfollow of this.#unfollow) unfollow();
    this.#unfollow = [];
    this.#followed = undefined;
  }

  #followCurrent(): void {
    this.hostDisconnected();
    const runtime = this.current;
    this.#followed = runtime;
    this.#unfollow = this.#followers.map((follow) => follow(runtime));
  }
}
