import type { Runtime } from '../core/runtime.js';
import type { StagedPage } from './staged-page.js';
import { TabWorld, type SharedWorld } from './tab-world.js';
import type { VirtualClock } from './virtual-clock.js';

/**
 * Another tab of the same browser: the same time, servers, storage, channels and locks, and a page
 * of its own, which is hidden, frozen and closed by itself.
 */
export class StagedTab {
  /** Counts from 2: the stage itself is the first tab. */
  readonly number: number;
  readonly #world: TabWorld;
  readonly #clock: VirtualClock;
  readonly #onGone: () => void;

  /**
   * @param clock Any clock of the stage.
   * @param onGone Called when the tab is gone.
   */
  constructor(shared: SharedWorld, clock: VirtualClock, number: number, onGone: () => void) {
    let own = clock;
    const makeClock = (isHidden: () => boolean): VirtualClock => (own = clock.tab(isHidden));
    this.#world = new TabWorld(shared, makeClock, `tab ${number}`);
    this.#clock = own;
    this.#onGone = onGone;
    this.number = number;
  }

  /** What components in this tab get instead of the browser. */
  get runtime(): Runtime {
    return this.#world.runtime;
  }

  get page(): StagedPage {
    return this.#world.page;
  }

  /** Counts the sockets, requests, channels, workers and locks that are not over. */
  get openCount(): number {
    return this.#world.openCount;
  }

  /** Counts the listeners on the page and on all of these. */
  get listenerCount(): number {
    return this.#world.listenerCount;
  }

  /** Closes the tab: `pagehide`, and then nothing more. */
  close(): void {
    this.page.pagehide();
    this.crash();
  }

  /** Ends the tab without a word, as a crash or the browser's memory saver does. */
  crash(): void {
    this.#world.takeDown();
    this.#clock.leave();
    this.#onGone();
  }
}
