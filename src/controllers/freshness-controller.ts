import type { ConnectionState } from '../core/connection-state.js';
import { Grace } from '../core/grace.js';
import type { MessageSource } from '../core/message-source.js';
import type { Unsubscribe } from '../core/runtime.js';
import type { RedrawController } from './redraw-controller.js';
import type { RuntimeController } from './runtime-controller.js';

/** An element that passes over short drops. */
export interface FreshnessHost {
  /** How much downtime is passed over, in ms. */
  grace: number;
}

/** Tells since when what the host shows may be out of date, because its source is silent. */
export class FreshnessController {
  readonly #host: FreshnessHost;
  readonly #runtime: RuntimeController;
  readonly #redraw: RedrawController;
  readonly #onOpen: () => void;
  #source: MessageSource | undefined;
  #grace = new Grace(0);
  #state: ConnectionState = 'idle';
  #lostAt: number | undefined;

  /** @param onOpen Is called whenever messages begin to flow. */
  constructor(
    host: FreshnessHost,
    runtime: RuntimeController,
    redraw: RedrawController,
    onOpen: () => void,
  ) {
    this.#host = host;
    this.#runtime = runtime;
    this.#redraw = redraw;
    this.#onOpen = onOpen;
  }

  /** Follows a source until the returned function is called. */
  follow(source: MessageSource): Unsubscribe {
    if (source !== this.#source) {
      // What another connection did says nothing of this one.
      this.#grace = new Grace(this.#host.grace);
      this.#state = 'idle';
      this.#lostAt = undefined;
    }
    this.#source = source;
    source.addEventListener('statechange', this.#onState);
    this.#onState();
    return () => source.removeEventListener('statechange', this.#onState);
  }

  /** Reads since when, in wall-clock ms, nothing has been heard, if that is worth a word. */
  readLostAt(): number | undefined {
    const { shown, changesIn } = this.#read();
    this.#redraw.in(changesIn);
    if (shown === 'open' || this.#lostAt === undefined) return undefined;
    return this.#runtime.clock.now() - (this.#runtime.clock.monotonic() - this.#lostAt);
  }

  #read() {
    this.#grace.grace = this.#host.grace;
    return this.#grace.read(this.#state, this.#runtime.clock.monotonic());
  }

  readonly #onState = (): void => {
    const before = this.#state;
    this.#state = this.#source?.connection.state ?? 'idle';
    if (this.#state === 'open') this.#lostAt = undefined;
    else if (before === 'open') this.#lostAt = this.#runtime.clock.monotonic();
    // Read at once, and not with the next picture: a hidden page may not paint for hours.
    this.#read();
    this.#redraw.soon();
    if (this.#state === 'open' && before !== 'open') this.#onOpen();
  };
}
