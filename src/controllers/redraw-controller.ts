import type { LitElement, ReactiveController } from 'lit';
import type { Clock, TimerId } from '../core/runtime.js';
import type { RuntimeController } from './runtime-controller.js';

/**
 * Updates the host at the next frame, however often it is asked, or when what it shows goes out
 * of date. Each update starts afresh: `render` says again when the next one is due.
 */
export class RedrawController implements ReactiveController {
  readonly #host: LitElement;
  readonly #runtime: RuntimeController;
  #clock: Clock | undefined;
  #frame: TimerId | undefined;
  #timer: TimerId | undefined;
  #dueIn = Infinity;

  constructor(host: LitElement, runtime: RuntimeController) {
    this.#host = host;
    this.#runtime = runtime;
    host.addController(this);
    // What was planned by a clock that the host has left might come late, or never.
    runtime.follow(() => () => this.#forget());
  }

  /** Updates the host once, at the next frame. */
  soon(): void {
    if (this.#frame !== undefined || !this.#host.isConnected) return;
    this.#clock = this.#runtime.clock;
    this.#frame = this.#clock.requestFrame(() => {
      this.#frame = undefined;
      this.#host.requestUpdate();
    });
  }

  /** Updates the host in `ms` at the latest. Call it while rendering. */
  in(ms: number): void {
    this.#dueIn = Math.min(this.#dueIn, ms);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    this.#cancelTimer();
  }

  hostUpdated(): void {
    if (this.#dueIn === Infinity || !this.#host.isConnected) return;
    this.#clock = this.#runtime.clock;
    // The longest delay a browser timer takes is 2^31 - 1 ms.
    this.#timer = this.#clock.setTimeout(this.#onTimer, Math.min(this.#dueIn, 2 ** 31 - 1));
  }

  hostDisconnected(): void {
    this.#forget();
  }

  #forget(): void {
    this.#cancelTimer();
    this.#clock?.cancelFrame(this.#frame);
    this.#frame = undefined;
  }

  #cancelTimer(): void {
    this.#clock?.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#dueIn = Infinity;
  }

  readonly #onTimer = (): void => {
    this.#timer = undefined;
    this.#host.requestUpdate();
  };
}
