import type { LitElement, ReactiveController } from 'lit';

/** Where a popover is in the host's shadow tree, and how wide it is. */
export interface PopoverPlace {
  /** The button that opens it. */
  readonly anchor: string;
  readonly panel: string;
  /** In pixels; in a window that is narrower, it takes what there is. */
  readonly width: number;
}

/** What stays free around a popover, in pixels. */
const MARGIN = 8;
const GAP = 4;

/**
 * Keeps an open popover beside its button: below it, or above where there is more room, and within
 * the window. Says where by custom properties: `--_left`, `--_top`, `--_bottom`, `--_width` and
 * `--_room`. A popover stays open when its host moves in the document.
 */
export class PopoverController implements ReactiveController {
  readonly #host: LitElement;
  readonly #place: PopoverPlace;
  #isOpen = false;
  #wasMoved = false;
  #watching: AbortController | undefined;

  constructor(host: LitElement, place: PopoverPlace) {
    this.#host = host;
    this.#place = place;
    host.addController(this);
  }

  /** Whether it is open. The host is rendered again when that changes. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Hears of the popover's `beforetoggle`, which comes before it is seen. */
  readonly onBeforeToggle = (event: Event): void => {
    this.#isOpen = (event as ToggleEvent).newState === 'open';
    if (this.#isOpen) this.#watch();
    else this.#leave();
    this.#host.requestUpdate();
  };

  hostConnected(): void {
    // Whoever is taken out of the document closes without a word.
    this.#wasMoved = this.#isOpen;
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const panel = this.#find(this.#place.panel);
    if (!panel) this.#isOpen = false;
    if (!this.#wasMoved || !this.#host.isConnected) return;
    this.#wasMoved = false;
    if (!panel?.matches(':popover-open')) panel?.showPopover();
  }

  hostDisconnected(): void {
    this.#watching?.abort();
  }

  #leave(): void {
    this.#watching?.abort();
    const active = this.#host.shadowRoot?.activeElement ?? null;
    // Out of a shadow tree, browsers give the focus back to nobody.
    if (this.#find(this.#place.panel)?.contains(active)) this.#find(this.#place.anchor)?.focus();
  }

  #watch(): void {
    this.#watching?.abort();
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    const view = this.#host.ownerDocument.defaultView;
    view?.addEventListener('scroll', this.#put, { signal, capture: true, passive: true });
    view?.addEventListener('resize', this.#put, { signal });
    this.#put();
  }

  readonly #put = (): void => {
    const panel = this.#find(this.#place.panel);
    const anchor = this.#find(this.#place.anchor)?.getBoundingClientRect();
    if (!panel || !anchor) return;
    const { clientWidth, clientHeight } = this.#host.ownerDocument.documentElement;
    const width = Math.min(this.#place.width, clientWidth - 2 * MARGIN);
    const isRtl = getComputedStyle(this.#host).direction === 'rtl';
    const start = isRtl ? anchor.right - width : anchor.left;
    const left = Math.max(MARGIN, Math.min(start, clientWidth - width - MARGIN));
    const below = clientHeight - anchor.bottom - GAP - MARGIN;
    const above = anchor.top - GAP - MARGIN;
    const isBelow = below >= Math.min(above, 240);
    const set = (name: string, value: string): void => panel.style.setProperty(name, value);
    set('--_left', `${left}px`);
    set('--_width', `${width}px`);
    set('--_top', isBelow ? `${anchor.bottom + GAP}px` : 'auto');
    set('--_bottom', isBelow ? 'auto' : `${clientHeight - anchor.top + GAP}px`);
    set('--_room', `${Math.max(96, isBelow ? below : above)}px`);
  };

  #find(selector: string): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>(selector);
  }
}
