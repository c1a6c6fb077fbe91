import type { Page, PageSignal, Unsubscribe } from '../core/runtime.js';

/** What a page does to the world around it. */
export interface PageEffects {
  freeze(): void;
  thaw(): void;
  report(error: unknown): void;
}

/** A page whose comings and goings are decided by a script. */
export class StagedPage implements Page {
  readonly baseUrl: string;
  readonly #listeners = new Set<{ signal: PageSignal; listener: () => void }>();
  readonly #effects: PageEffects;
  #hidden = false;
  #online = true;
  #frozen = false;

  constructor(baseUrl: string, effects: PageEffects) {
    this.baseUrl = baseUrl;
    this.#effects = effects;
  }

  get hidden(): boolean {
    return this.#hidden;
  }

  get online(): boolean {
    return this.#online;
  }

  /** Whether the page is frozen: then none of its timers run and nothing arrives. */
  get frozen(): boolean {
    return this.#frozen;
  }

  /** Counts the listeners, for leak checks. */
  get listenerCount(): number {
    return this.#listeners.size;
  }

  on(signal: PageSignal, listener: () => void): Unsubscribe {
    const entry = { signal, listener };
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  /** Puts another tab in front. */
  hide(): void {
    if (this.#hidden) return;
    this.#hidden = true;
    this.#emit('visibilitychange');
  }

  /** Brings the page back to the front. */
  show(): void {
    if (!this.#hidden) return;
    this.#hidden = false;
    this.#emit('visibilitychange');
  }

  /** Gives the window the focus. */
  focus(): void {
    this.#emit('focus');
  }

  /** Makes the platform believe that the network is gone. Sockets stay as they are. */
  goOffline(): void {
    if (!this.#online) return;
    this.#online = false;
    this.#emit('offline');
  }

  /** Makes the platform believe that the network is back. */
  goOnline(): void {
    if (this.#online) return;
    this.#online = true;
    this.#emit('online');
  }

  /** Freezes the page, as browsers do with old background tabs. */
  freeze(): void {
    if (this.#frozen) return;
    this.#emit('freeze');
    this.#frozen = true;
    this.#effects.freeze();
  }

  /** Thaws the page. */
  resume(): void {
    if (!this.#frozen) return;
    this.#frozen = false;
    this.#effects.thaw();
    this.#emit('resume');
  }

  /** Leaves the page, perhaps into the back/forward cache. */
  pagehide(): void {
    this.#emit('pagehide');
  }

  /** Comes back to the page, perhaps out of the back/forward cache. */
  pageshow(): void {
    this.#emit('pageshow');
  }

  /** Forgets all listeners. */
  clear(): void {
    this.#listeners.clear();
  }

  #emit(signal: PageSignal): void {
    for (const entry of [...this.#listeners]) {
      if (entry.signal !== signal || !this.#listeners.has(entry)) continue;
      try {
        entry.listener();
      } catch (error) {
        this.#effects.report(error);
      }
    }
  }
}
