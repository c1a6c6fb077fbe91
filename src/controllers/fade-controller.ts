import type { LitElement, ReactiveController } from 'lit';
import type { RuntimeController } from './runtime-controller.js';

/** More arrivals a second than this come without motion. */
const CALM_RATE = 5;
const FADE = { duration: 300, easing: 'ease-out' };

/** Lets items marked with `data-key` fade in as they arrive: not in a burst, nor under reduced motion. */
export class FadeController implements ReactiveController {
  readonly #host: LitElement;
  readonly #runtime: RuntimeController;
  readonly #fresh = new Set<string>();
  #arrivals: number[] = [];

  constructor(host: LitElement, runtime: RuntimeController) {
    this.#host = host;
    this.#runtime = runtime;
    host.addController(this);
  }

  /** Notes that the item of this key has come. */
  arrived(key: string): void {
    const now = this.#runtime.clock.monotonic();
    this.#arrivals = [...this.#arrivals.slice(-CALM_RATE), now];
    const [oldest = 0] = this.#arrivals;
    if (this.#arrivals.length > CALM_RATE && now - oldest <= 1000) this.#fresh.clear();
    else this.#fresh.add(key);
  }

  hostUpdated(): void {
    if (this.#fresh.size === 0) return;
    const view = this.#host.ownerDocument.defaultView;
    if (view?.matchMedia('(prefers-reduced-motion: reduce)').matches === false) {
      for (const item of this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-key]')) {
        if (this.#fresh.has(item.dataset['key']!)) item.animate({ opacity: [0, 1] }, FADE);
      }
    }
    this.#fresh.clear();
  }
}
