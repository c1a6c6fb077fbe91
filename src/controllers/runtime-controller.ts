import { ContextConsumer } from '@lit/context';
import type { LitElement } from 'lit';
import type { Clock, Page, Runtime } from '../core/runtime.js';
import { browserRuntime } from '../transports/browser-runtime.js';
import { runtimeContext } from './contexts.js';

/** An element that can be given a `Runtime` by property. */
export type RuntimeHost = LitElement & { runtime: Runtime | undefined };

/** Finds the host's `Runtime`: its property, else the one around it, else the browser. */
export class RuntimeController {
  readonly #host: RuntimeHost;
  readonly #context: ContextConsumer<typeof runtimeContext, RuntimeHost>;

  constructor(host: RuntimeHost) {
    this.#host = host;
    this.#context = new ContextConsumer(host, { context: runtimeContext, subscribe: true });
  }

  get current(): Runtime {
    return this.#host.runtime ?? this.#context.value ?? browserRuntime;
  }

  get clock(): Clock {
    return this.current.clock;
  }

  get page(): Page {
    return this.current.page;
  }
}
