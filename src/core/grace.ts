import type { ConnectionState } from './connection-state.js';

/** What to show of a connection, and when that may change by itself. */
export interface GraceReading {
  readonly shown: ConnectionState;
  /** In how many ms to read again; `Infinity` if nothing changes until the state does. */
  readonly changesIn: number;
}

/** For how long a connection must hold before its earlier downtime is forgiven, in ms. */
const FORGIVEN_AFTER = 5000;

/**
 * Decides when a badge may complain of a lost connection, and when it may say that all is well.
 *
 * A connection that was open keeps its green through `grace` ms of downtime, counted over all
 * the drops of one bad spell. After a complaint it must hold for a quarter of that (at most half
 * a second) before it is shown as open again, so that a flapping link never flashes green.
 */
export class Grace {
  grace: number;
  #state: ConnectionState = 'idle';
  #since = 0;
  /** Downtime of this bad spell before the current state, in ms. */
  #downtime = 0;
  #wasOpen = false;
  #complaining = false;

  constructor(grace: number) {
    this.grace = grace;
  }

  /** Reads what to show for `state` at `now`, in monotonic ms. */
  read(state: ConnectionState, now: number): GraceReading {
    if (isDown(state) !== isDown(this.#state) || isEnded(state) !== isEnded(this.#state)) {
      this.#leave(now);
      this.#since = now;
    }
    this.#state = state;
    if (isEnded(state)) return this.#forget(state);
    return state === 'open' ? this.#readOpen(now) : this.#readDown(state, now);
  }

  #leave(now: number): void {
    const lasted = now - this.#since;
    if (isDown(this.#state) && this.#wasOpen) this.#downtime += lasted;
    if (this.#state === 'open' && lasted >= FORGIVEN_AFTER) this.#downtime = 0;
  }

  #forget(state: ConnectionState): GraceReading {
    this.#wasOpen = false;
    this.#complaining = state === 'failed';
    this.#downtime = 0;
    return { shown: state, changesIn: Infinity };
  }

  #readOpen(now: number): GraceReading {
    this.#wasOpen = true;
    const settling = Math.min(this.grace / 4, 500) - (now - this.#since);
    if (this.#complaining && settling > 0) return { shown: 'connecting', changesIn: settling };
    this.#complaining = false;
    return { shown: 'open', changesIn: Infinity };
  }

  #readDown(state: ConnectionState, now: number): GraceReading {
    const left = this.grace - this.#downtime - (now - this.#since);
    if (this.#wasOpen && !this.#complaining && left > 0) return { shown: 'open', changesIn: left };
    // The very first attempt is no complaint: its success may be shown at once.
    this.#complaining = this.#wasOpen || this.#complaining || state === 'waiting';
    return { shown: state, changesIn: Infinity };
  }
}

function isDown(state: ConnectionState): boolean {
  return state === 'connecting' || state === 'waiting';
}

function isEnded(state: ConnectionState): boolean {
  return state === 'idle' || state === 'closed' || state === 'failed';
}
