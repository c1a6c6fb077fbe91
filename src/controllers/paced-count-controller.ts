import type { LitElement } from 'lit';
import type { Paced } from '../core/paced.js';
import { throttle } from '../core/throttle.js';
import type { RuntimeController } from './runtime-controller.js';

/** The shortest time between two numbers, in ms. */
const INTERVAL = 1000;

/** Holds a number for a live region: the first at once, others once a second at most, 0 at once. */
export class PacedCountController {
  readonly #host: LitElement;
  #count = 0;
  #shown = 0;
  #show: Paced<number> | undefined;

  constructor(host: LitElement, runtime: RuntimeController) {
    this.#host = host;
    runtime.follow(({ clock }) => {
      this.#show = throttle((count) => this.#become(count), { clock, interval: INTERVAL });
      if (this.#count !== this.#shown) this.#show(this.#count);
      return () => this.#show?.dispose();
    });
  }

  /** The number to show. */
  get shown(): number {
    return this.#shown;
  }

  set(count: number): void {
    this.#count = count;
    if (count > 0) return this.#show?.(count);
    this.#show?.cancel();
    this.#become(0);
  }

  #become(count: number): void {
    if (count === this.#shown) return;
    this.#shown = count;
    this.#host.requestUpdate();
  }
}
