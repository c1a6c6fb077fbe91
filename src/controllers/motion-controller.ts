import type { LitElement, ReactiveController } from 'lit';
import type { RuntimeController } from './runtime-controller.js';

/** More arrivals a second than this come without motion. */
const CALM_RATE = 5;
const ENTER = { duration: 300, easing: 'ease-out' };
const CLOSE = { duration: 200, easing: 'ease-out' };
const LEAVE = { duration: 150, easing: 'ease-in', fill: 'forwards' } as const;

/**
 * Moves items marked with `data-key`: new ones come in from the side, the rest close the gap,
 * and a fading likeness of what has gone stays for a moment in the host's `.ghosts`.
 *
 * The document itself never waits for motion: what is gone is gone. Nothing moves in a burst,
 * in the first picture, or under reduced motion.
 */
export class MotionController implements ReactiveController {
  readonly #host: LitElement;
  readonly #runtime: RuntimeController;
  #before: Map<string, { item: HTMLElement; box: DOMRect }> | undefined;
  #arrivals: number[] = [];

  constructor(host: LitElement, runtime: RuntimeController) {
    this.#host = host;
    this.#runtime = runtime;
    host.addController(this);
  }

  /** Notes an arrival, so that a burst can be told from a calm moment. */
  arrived(): void {
    this.#arrivals.push(this.#runtime.clock.monotonic());
    if (this.#arrivals.length > CALM_RATE + 1) this.#arrivals.shift();
  }

  hostUpdate(): void {
    this.#before = this.#host.hasUpdated && this.#isCalm() ? this.#measure() : undefined;
  }

  hostUpdated(): void {
    const before = this.#before;
    this.#before = undefined;
    if (!before) return;
    const after = this.#measure();
    for (const [key, { item, box }] of after) {
      const old = before.get(key);
      if (!old) this.#enter(item);
      else if (old.box.top !== box.top) this.#close(item, old.box.top - box.top);
    }
    for (const [key, { item, box }] of before) if (!after.has(key)) this.#leave(item, box);
  }

  hostDisconnected(): void {
    this.#ghosts?.replaceChildren();
  }

  get #ghosts(): Element | null | undefined {
    return this.#host.shadowRoot?.querySelector('.ghosts');
  }

  #isCalm(): boolean {
    const view = this.#host.ownerDocument.defaultView;
    if (view?.matchMedia('(prefers-reduced-motion: reduce)').matches !== false) return false;
    const [oldest = 0] = this.#arrivals;
    const isFull = this.#arrivals.length > CALM_RATE;
    return !isFull || this.#runtime.clock.monotonic() - oldest > 1000;
  }

  #measure(): Map<string, { item: HTMLElement; box: DOMRect }> {
    const items = this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-key]');
    return new Map(
      [...items].map((item) => [
        item.dataset['key'] as string,
        { item, box: item.getBoundingClientRect() },
      ]),
    );
  }

  #enter(item: HTMLElement): void {
    const { direction } = getComputedStyle(this.#host);
    const from = direction === 'rtl' ? '-100%' : '100%';
    item.animate(
      [
        { translate: from, opacity: 0 },
        { translate: '0', opacity: 1 },
      ],
      ENTER,
    );
  }

  #close(item: HTMLElement, way: number): void {
    item.animate([{ translate: `0 ${way}px` }, { translate: '0' }], CLOSE);
  }

  #leave(item: HTMLElement, box: DOMRect): void {
    const ghosts = this.#ghosts;
    if (!ghosts) return;
    const origin = ghosts.getBoundingClientRect();
    const ghost = item.cloneNode(true) as HTMLElement;
    delete ghost.dataset['key'];
    ghost.style.top = `${box.top - origin.top}px`;
    ghost.style.width = `${box.width}px`;
    ghosts.append(ghost);
    const leaving = ghost.animate({ opacity: 0, scale: 0.96 }, LEAVE);
    leaving.onfinish = leaving.oncancel = () => ghost.remove();
  }
}
