import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Lets the browser ask before the page is left, for as long as there is a reason.
 *
 * A listener that is always there keeps some browsers from going back at once.
 */
export class LeaveGuard implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #hasReason: () => boolean;
  #view: Window | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, hasReason: () => boolean) {
    this.#host = host;
    this.#hasReason = hasReason;
    host.addController(this);
  }

  /** Looks again whether there is a reason. */
  check(): void {
    const isNeeded = this.#host.isConnected && this.#hasReason();
    const view = isNeeded ? (this.#host.ownerDocument.defaultView ?? undefined) : undefined;
    if (view === this.#view) return;
    this.#view?.removeEventListener('beforeunload', this.#onBeforeUnload);
    this.#view = view;
    view?.addEventListener('beforeunload', this.#onBeforeUnload);
  }

  hostConnected(): void {
    this.check();
  }

  hostDisconnected(): void {
    this.check();
  }

  readonly #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    event.preventDefault();
    // Chrome before version 119 looks at this instead.
    event.returnValue = true;
  };
}
