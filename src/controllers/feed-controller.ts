import type { LitElement, ReactiveController } from 'lit';
import type { WindowController } from './window-controller.js';

/** What the reader does with the articles of a feed. */
export interface FeedListener {
  /** Enter was pressed on an article, or it was clicked; `id` is that of a part of it. */
  onOpen(key: string, id?: string): void;
  /** The reader wants to go on behind the last article. */
  onEnd(): void;
}

/** What can have the focus in a page. */
const FOCUSABLE =
  'a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]';

/**
 * Makes the rows of a window the articles of a feed, as the ARIA Authoring Practices describe it:
 * Page Up and Page Down go from one to the next, Control+Home and Control+End leave the feed, Enter
 * opens. One article is in the tab order: the one that had the focus last, or the first.
 *
 * Lit does not number the rows: with every arrival all of them get another number, and nothing else.
 */
export class FeedController<Row extends { readonly key: string }> implements ReactiveController {
  /** How many articles there are, or -1 where nobody knows. */
  total = -1;
  readonly #host: LitElement;
  readonly #window: WindowController<Row>;
  readonly #listener: FeedListener;
  #current: string | undefined;
  #focusedPlace = -1;
  #hadFocus = false;

  constructor(host: LitElement, window: WindowController<Row>, listener: FeedListener) {
    this.#host = host;
    this.#window = window;
    this.#listener = listener;
    host.addController(this);
    host.addEventListener('keydown', this.#onKeydown);
    host.addEventListener('click', this.#onClick);
  }

  /** The article that has the focus, itself or in it. */
  get focused(): string | undefined {
    const active = this.#host.shadowRoot?.activeElement;
    return active?.closest<HTMLElement>('[data-key]')?.dataset['key'];
  }

  /** Moves the focus to an article, by its place. */
  async focus(place: number): Promise<void> {
    const { places } = this.#window.shown;
    if (!places.includes(place)) await this.#window.show(place);
    const index = this.#window.shown.places.indexOf(place);
    const item = this.#window.items[index];
    // The whole article is to be read, not just its end.
    item?.scrollIntoView({ block: 'nearest' });
    item?.focus({ preventScroll: true });
  }

  hostConnected(): void {
    // What moves within a shadow tree cannot be heard outside of it.
    this.#host.renderRoot.addEventListener('focusin', this.#onFocusin);
  }

  hostUpdate(): void {
    const { focused } = this;
    this.#hadFocus = this.#host.shadowRoot?.activeElement != null;
    const index = this.#window.shown.rows.findIndex(({ key }) => key === focused);
    this.#focusedPlace = this.#window.shown.places[index] ?? -1;
  }

  hostUpdated(): void {
    this.#number();
    // What had the focus has gone.
    if (!this.#hadFocus || this.#host.shadowRoot?.activeElement) return;
    const { items } = this.#window;
    const nearest = Math.min(this.#focusedPlace, items.length - 1);
    const next = items[nearest] ?? this.#host.renderRoot.querySelector<HTMLElement>('.panel');
    next?.focus();
  }

  #number(): void {
    const { places } = this.#window.shown;
    const { items } = this.#window;
    const keys = items.map(({ dataset }) => dataset['key']);
    const current = keys.includes(this.#current) ? this.#current : keys[0];
    for (const [index, item] of items.entries()) {
      set(item, 'aria-posinset', String(places[index]! + 1));
      set(item, 'aria-setsize', String(this.total));
      set(item, 'tabindex', keys[index] === current ? '0' : '-1');
    }
  }

  readonly #onFocusin = (): void => {
    const { focused } = this;
    if (focused === undefined || focused === this.#current) return;
    this.#current = focused;
    this.#number();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const [target] = event.composedPath() as Element[];
    const item = target?.closest<HTMLElement>('[data-key]');
    // A focus that a pointer leaves behind would hold back for good what comes next.
    if (isByPointer(event)) {
      (this.#host.shadowRoot?.activeElement as HTMLElement | null | undefined)?.blur();
    }
    if (!item || target?.closest('button')) return;
    // Who marks text with the mouse wants to copy it.
    if (item.ownerDocument.getSelection()?.type === 'Range') return;
    const id = target?.closest<HTMLElement>('[data-id]')?.dataset['id'];
    this.#listener.onOpen(item.dataset['key'] as string, id);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const { focused } = this;
    if (focused === undefined || event.defaultPrevented || event.altKey || event.metaKey) return;
    if (!this.#act(event, focused)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #act(event: KeyboardEvent, focused: string): boolean {
    const { key, ctrlKey, shiftKey } = event;
    if (shiftKey) return false;
    if (ctrlKey) return (key === 'Home' || key === 'End') && this.#leave(key === 'End');
    if (key === 'PageDown' || key === 'PageUp') return this.#move(focused, key === 'PageDown');
    const [target] = event.composedPath() as Element[];
    if (key !== 'Enter' || !target?.matches('[data-key]')) return false;
    this.#listener.onOpen(focused);
    return true;
  }

  #move(from: string, isDown: boolean): boolean {
    const { rows, places } = this.#window.shown;
    const place = places[rows.findIndex(({ key }) => key === from)]! + (isDown ? 1 : -1);
    if (place >= this.#window.count) this.#listener.onEnd();
    else if (place >= 0) void this.focus(place);
    return true;
  }

  /** Moves the focus to what comes after the host in the page, or before it. */
  #leave(isDown: boolean): boolean {
    const side = isDown ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
    const root = this.#host.getRootNode() as ParentNode;
    const there = [...root.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
      (element) =>
        this.#host.compareDocumentPosition(element) === side &&
        element.tabIndex >= 0 &&
        !element.matches(':disabled') &&
        element.checkVisibility(),
    );
    const edge = this.#host.renderRoot.querySelector<HTMLElement>(isDown ? '.end' : '.panel');
    ((isDown ? there[0] : there.at(-1)) ?? edge)?.focus();
    return true;
  }
}

/** Whether a click is that of a mouse, finger or pen, and not that of a key or a screen reader. */
export function isByPointer(event: MouseEvent): boolean {
  return /mouse|touch|pen/.test((event as PointerEvent).pointerType);
}

function set(item: Element, name: string, value: string): void {
  if (item.getAttribute(name) !== value) item.setAttribute(name, value);
}
