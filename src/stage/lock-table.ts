import type { VirtualClock } from './virtual-clock.js';
import type { WireLog } from './wire-log.js';

/** A wish for a lock, from its request to its end. */
export interface LockClaim {
  readonly name: string;
  readonly mode: LockMode;
  /** Whose it is: one for each tab. */
  readonly clientId: string;
  /** Called when it is granted, from within the call that made room for it. */
  granted(): void;
  /** Called when somebody else has taken it by force. */
  stolen(): void;
}

/** Knows who holds and who awaits which lock, for all tabs of one stage. */
export class LockTable {
  readonly #clock: VirtualClock;
  readonly #log: WireLog;
  readonly #held = new Set<LockClaim>();
  /** In the order of their requests. */
  readonly #pending: LockClaim[] = [];

  constructor(clock: VirtualClock, log: WireLog) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Lines up, and is granted at once if nobody is in the way. */
  request(claim: LockClaim): void {
    this.#pending.push(claim);
    this.#serve(claim.name);
  }

  /** Takes the lock if nobody is in the way, or tells that somebody is. */
  requestNow(claim: LockClaim): boolean {
    const free = !this.#pending.some(({ name }) => name === claim.name) && this.#fits(claim);
    if (free) this.request(claim);
    return free;
  }

  /** Takes the lock from whoever holds it, before everybody who waits. */
  steal(claim: LockClaim): void {
    for (const held of [...this.#held].filter(({ name }) => name === claim.name)) {
      this.#held.delete(held);
      this.#note(held, 'stolen');
      held.stolen();
    }
    this.#pending.unshift(claim);
    this.#serve(claim.name);
  }

  /** Gives a lock back, or up. Whoever waits for it is served. */
  release(claim: LockClaim): void {
    const index = this.#pending.indexOf(claim);
    if (index >= 0) this.#pending.splice(index, 1);
    if (this.#held.delete(claim)) this.#note(claim, 'released');
    this.#serve(claim.name);
  }

  /** Tells who holds and who awaits what, as `navigator.locks.query()` does. */
  query(): LockManagerSnapshot {
    const info = ({ name, mode, clientId }: LockClaim): LockInfo => ({ name, mode, clientId });
    return { held: [...this.#held].map(info), pending: this.#pending.map(info) };
  }

  #serve(name: string): void {
    for (;;) {
      const index = this.#pending.findIndex((claim) => claim.name === name);
      const claim = this.#pending[index];
      if (!claim || !this.#fits(claim)) return;
      this.#pending.splice(index, 1);
      this.#held.add(claim);
      this.#note(claim, 'granted');
      claim.granted();
    }
  }

  #fits({ name, mode }: LockClaim): boolean {
    const held = [...this.#held].filter((other) => other.name === name);
    return mode === 'shared' ? held.every((other) => other.mode === mode) : held.length === 0;
  }

  #note({ name, mode, clientId }: LockClaim, what: string): void {
    const at = this.#clock.elapsed;
    const data = mode === 'shared' ? `${what} (shared)` : what;
    this.#log.add({ at, source: name, tab: clientId, direction: '-', kind: 'lock', data });
  }
}
