import type { LitElement, ReactiveController } from 'lit';
import type { RuntimeController } from './runtime-controller.js';

/** What is found out here, and what only the host can know. */
type HoldReason = 'pointer' | 'focus' | 'hidden' | 'removed' | 'scrolled';

/**
 * Tells when time must stand still for the reader: the pointer or the focus is inside the host,
 * or the page is hidden, or the host is out of the document, as it is to begin with.
 * Calls `onChange` when the first reason comes and when the last one goes.
 */
export class HoldController implements ReactiveController {
  readonly #host: LitElement;
  readonly #onChange: (held: boolean) => void;
  readonly #reasons = new Set<HoldReason>(['removed']);

  /** @param holdsHidden Whether a hidden page is a reason. Default true. */
  constructor(
    host: LitElement,
    runtime: RuntimeController,
    onChange: (held: boolean) => void,
    holdsHidden = true,
  ) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
    const holdWhile = (reason: HoldReason, begins: string, ends: string): void => {
      host.addEventListener(begins, () => this.#set(reason, true));
      host.addEventListener(ends, () => this.#set(reason, false));
    };
    holdWhile('pointer', 'pointerenter', 'pointerleave');
    holdWhile('focus', 'focusin', 'focusout');
    if (!holdsHidden) return;
    runtime.follow(({ page }) => {
      const watch = (): void => this.#set('hidden', page.hidden);
      watch();
      return page.on('visibilitychange', watch);
    });
  }

  get held(): boolean {
    return this.#reasons.size > 0;
  }

  get isScrolled(): boolean {
    return this.#reasons.has('scrolled');
  }

  /** Notes whether the reader has scrolled down, which stays so wherever the host moves. */
  scrolled(isDown: boolean): void {
    this.#set('scrolled', isDown);
  }

  hostConnected(): void {
    this.#set('removed', false);
  }

  hostUpdated(): void {
    // A focused element that vanishes sends no focusout.
    if (this.#reasons.has('focus') && !this.#host.matches(':focus-within')) {
      this.#set('focus', false);
    }
  }

  hostDisconnected(): void {
    this.#set('removed', true);
    for (const reason of ['pointer', 'focus', 'hidden'] as const) this.#set(reason, false);
  }

  #set(reason: HoldReason, holds: boolean): void {
    const wasHeld = this.held;
    if (holds) this.#reasons.add(reason);
    else this.#reasons.delete(reason);
    if (this.held !== wasHeld) this.#onChange(this.held);
  }
}
