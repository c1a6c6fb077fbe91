import { UndoManager, type Text as YText } from 'yjs';
import type { Clock } from '../core/runtime.js';

/** How long one has to pause for the next stroke to be an edit of its own, in ms. */
const PAUSE = 500;

/** Takes back and repeats one's own edits, and never anybody else's. */
export class EditHistory {
  /** For surfaces that bring their own keys for undo. */
  readonly manager: UndoManager;
  readonly #clock: Clock;
  #last = -Infinity;

  /** @param origin What one's own transactions have as their origin. */
  constructor(text: YText, origin: unknown, clock: Clock, onChange: () => void) {
    // The package reads the platform's clock: with this it never matters, and ours decides.
    const captureTimeout = Number.MAX_SAFE_INTEGER;
    this.manager = new UndoManager(text, { trackedOrigins: new Set([origin]), captureTimeout });
    this.#clock = clock;
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) {
      this.manager.on(event, onChange);
    }
  }

  get canUndo(): boolean {
    return this.manager.canUndo();
  }

  get canRedo(): boolean {
    return this.manager.canRedo();
  }

  /** Whether a transaction of this origin is one's own. */
  owns(origin: unknown): boolean {
    return origin === this.manager || this.manager.trackedOrigins.has(origin);
  }

  /** Notes that one's own transaction is under way. Tells whether it begins a new step. */
  note(): boolean {
    const now = this.#clock.monotonic();
    const isNew = now - this.#last >= PAUSE;
    if (isNew) this.manager.stopCapturing();
    this.#last = now;
    return isNew;
  }

  /** Ends the step: what follows is taken back by itself. */
  cut(): void {
    this.#last = -Infinity;
  }

  undo(): void {
    this.cut();
    this.manager.undo();
  }

  redo(): void {
    this.cut();
    this.manager.redo();
  }

  stop(): void {
    this.manager.destroy();
  }
}
