import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { type Alarm, createAlarm } from '../core/alarm.js';
import type { Paced } from '../core/paced.js';
import { throttle } from '../core/throttle.js';
import { Unpacker } from './bytes.js';
import { type Awareness, type AwarenessChange, forgetPeers } from './document-awareness.js';
import type { WireHost } from './wire.js';

/** The shortest time between two messages that tell of oneself, in ms. */
const TELL_EVERY = 100;
/** How long after a reconnect somebody may stay silent who was there before, in ms. */
const RETURN_TIME = 5000;

/** Tells the far end of oneself, and follows whom it tells of. */
export class ExchangePeople {
  readonly #awareness: Awareness;
  readonly #send: (update: Uint8Array) => void;
  readonly #returning: Alarm;
  /** Whom this wire told of, and who of them did not come back yet. */
  readonly #peers = new Set<number>();
  #missing = new Set<number>();

  /** Tells of oneself, soon. */
  readonly introduce: Paced<void>;

  /** @param send Takes an awareness update. */
  constructor({ awareness, runtime }: WireHost, send: (update: Uint8Array) => void) {
    const { clock } = runtime;
    this.#awareness = awareness;
    this.#send = send;
    this.#returning = createAlarm(clock);
    this.introduce = throttle(() => this.#tell(), { clock, interval: TELL_EVERY });
    awareness.on('update', this.#onUpdate);
  }

  /** Looks who comes back after a reconnect. */
  open(): void {
    const awareness = this.#awareness;
    this.#missing = new Set(this.#peers);
    // With the clock of before, those who took one for gone would not believe it.
    awareness.setLocalState(awareness.getLocalState());
    this.introduce();
    this.#returning(() => this.#forget(this.#missing), RETURN_TIME);
  }

  close(): void {
    this.#returning();
  }

  /**
   * Takes an awareness update, all of it or nothing.
   *
   * @throws Error if it is malformed.
   */
  take(update: Uint8Array): void {
    const awareness = this.#awareness;
    const parts = new Unpacker(update);
    const ids: number[] = [];
    for (let left = parts.number(); left > 0; left--) {
      ids.push(parts.number());
      parts.number();
      if (typeof JSON.parse(parts.text()) !== 'object') throw new TypeError('a state is no object');
    }
    applyAwarenessUpdate(awareness, update, this);
    for (const id of ids) {
      this.#missing.delete(id);
      if (id !== awareness.clientID && awareness.states.has(id)) this.#peers.add(id);
      else this.#peers.delete(id);
    }
  }

  /** Says that one has gone. */
  leave(): void {
    this.#tell(new Map());
  }

  stop(): void {
    this.#awareness.off('update', this.#onUpdate);
    this.#returning();
    this.introduce.dispose();
    this.#forget(this.#peers);
  }

  readonly #onUpdate = ({ added, updated, removed }: AwarenessChange): void => {
    // Also when somebody said that one has gone: then one says that one has not.
    if ([...added, ...updated, ...removed].includes(this.#awareness.clientID)) this.introduce();
  };

  #tell(states?: Awareness['states']): void {
    const { clientID } = this.#awareness;
    this.#send(encodeAwarenessUpdate(this.#awareness, [clientID], states));
  }

  #forget(peers: Set<number>): void {
    forgetPeers(this.#awareness, [...peers], this);
    for (const id of peers) this.#peers.delete(id);
  }
}
