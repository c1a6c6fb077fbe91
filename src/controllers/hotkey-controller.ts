import type { LitElement, ReactiveController } from 'lit';

/** An element with a key that brings the focus to it. */
export type HotkeyHost = LitElement & { hotkey: string };

/**
 * Brings the focus into the host at the press of its hotkey, and back to where it was at the
 * next press. Keys are written as in `aria-keyshortcuts`: `F8`, `Alt+T`, `Control+Shift+N`.
 */
export class HotkeyController implements ReactiveController {
  readonly #host: HotkeyHost;
  readonly #enter: () => void;
  #listening: AbortController | undefined;
  #cameFrom: HTMLElement | undefined;

  constructor(host: HotkeyHost, enter: () => void) {
    this.#host = host;
    this.#enter = enter;
    host.addController(this);
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#host.ownerDocument.addEventListener('keydown', this.#onKeydown, { signal });
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#cameFrom = undefined;
  }

  /** Gives the focus back to where it was before the hotkey. Says whether there was such a place. */
  leave(): boolean {
    const place = this.#cameFrom;
    this.#cameFrom = undefined;
    if (!place?.isConnected) return false;
    place.focus();
    // A page without any focus gets it back: its body cannot be focused.
    (this.#host.shadowRoot?.activeElement as HTMLElement | null | undefined)?.blur();
    return true;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    // What a browser fills in for the reader comes as a keydown without a key.
    if (event.defaultPrevented || !event.key || !matches(event, this.#host.hotkey)) return;
    event.preventDefault();
    if (this.#host.matches(':focus-within')) {
      this.leave();
      return;
    }
    const active = this.#host.ownerDocument.activeElement;
    this.#cameFrom = active instanceof HTMLElement ? active : undefined;
    this.#enter();
  };
}

function matches(event: KeyboardEvent, hotkey: string): boolean {
  const keys = hotkey.split('+').map((key) => key.trim().toLowerCase());
  const key = keys.pop();
  return (
    !!key &&
    // With Alt held, macOS turns a letter into another sign: then the key's place tells.
    (event.key.toLowerCase() === key || event.code.toLowerCase() === `key${key}`) &&
    event.altKey === keys.includes('alt') &&
    event.ctrlKey === keys.includes('control') &&
    event.metaKey === keys.includes('meta') &&
    event.shiftKey === keys.includes('shift')
  );
}
