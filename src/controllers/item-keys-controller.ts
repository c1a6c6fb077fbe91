import type { LitElement } from 'lit';

/** What keys do to items. */
export interface ItemKeysListener {
  /** Escape or Delete was pressed with the focus in the item. */
  onDismiss(key: string): void;
  /** Escape was pressed with the focus in the host, but in no item. Says whether that did anything. */
  onLeave(): boolean;
}

/**
 * Moves the focus among items marked with `data-key` (up, down, home, end) and lets Escape and
 * Delete dismiss the one that has it. Keys do nothing while the focus is elsewhere.
 */
export class ItemKeysController {
  readonly #host: LitElement;
  readonly #listener: ItemKeysListener;

  constructor(host: LitElement, listener: ItemKeysListener) {
    this.#host = host;
    this.#listener = listener;
    host.addEventListener('keydown', this.#onKeydown);
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const items = [...this.#host.renderRoot.querySelectorAll<HTMLElement>('[data-key]')];
    const index = items.findIndex((item) => item.matches(':focus-within'));
    const handled = this.#dismiss(event.key, items[index]) || move(event.key, items, index);
    if (!handled) return;
    // An Escape that is used up here must not close a dialog around the host.
    event.preventDefault();
    event.stopPropagation();
  };

  #dismiss(key: string, item: HTMLElement | undefined): boolean {
    if (key !== 'Escape' && key !== 'Delete') return false;
    if (!item) return key === 'Escape' && this.#listener.onLeave();
    this.#listener.onDismiss(item.dataset['key'] as string);
    return true;
  }
}

function move(key: string, items: readonly HTMLElement[], index: number): boolean {
  const target = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1 }[key];
  if (target === undefined || index < 0) return false;
  items[Math.min(Math.max(target, 0), items.length - 1)]?.focus();
  return true;
}
