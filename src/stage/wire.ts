import type { TimerId } from '../core/runtime.js';
import type { Fate, Faults } from './faults.js';
import type { TimerOwner, VirtualClock } from './virtual-clock.js';

/** What travels between the two ends of a connection. */
export type Parcel =
  | { readonly kind: 'request' }
  | { readonly kind: 'accepted'; readonly protocol: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'frame'; readonly data: string | Uint8Array }
  | { readonly kind: 'close'; readonly code: number | undefined; readonly reason: string }
  | { readonly kind: 'end'; readonly clean: boolean };

/** How long an overtaken message waits at most for the next one, in ms. */
const LONGEST_HOLD = 1000;

/** One way of a connection: parcels arrive in order, later, and not at all while it is stalled. */
export class Wire<Item = Parcel> {
  readonly #clock: VirtualClock;
  readonly #owner: TimerOwner;
  readonly #faults: () => Faults;
  readonly #deliver: (parcel: Item) => void;
  #stuck: Item[] | undefined;
  #overtaken: { parcel: Item; timer: TimerId } | undefined;
  #lastArrival = 0;
  #cut = false;

  constructor(
    clock: VirtualClock,
    owner: TimerOwner,
    faults: () => Faults,
    deliver: (parcel: Item) => void,
  ) {
    this.#clock = clock;
    this.#owner = owner;
    this.#faults = faults;
    this.#deliver = deliver;
  }

  push(parcel: Item): void {
    this.#travel(parcel);
    this.#release();
  }

  /** Sends a message to its fate. Says `false` when it is lost. */
  send(parcel: Item, fate: Fate): boolean {
    if (fate === 'lost') return false;
    if (fate === 'overtaken') this.#pushOvertaken(parcel);
    else this.push(parcel);
    if (fate === 'twice') this.push(parcel);
    return true;
  }

  /** Lets the next parcel pass `parcel`. */
  #pushOvertaken(parcel: Item): void {
    this.#release();
    const timer = this.#clock.schedule(() => this.#release(), LONGEST_HOLD, 'stage');
    this.#overtaken = { parcel, timer };
  }

  stall(): void {
    this.#stuck ??= [];
  }

  restore(): void {
    const stuck = this.#stuck ?? [];
    this.#stuck = undefined;
    for (const parcel of stuck) this.#clock.schedule(() => this.#arrive(parcel), 0, this.#owner);
  }

  /** Nothing arrives any more. */
  cut(): void {
    this.#cut = true;
    this.#stuck = undefined;
    this.#clock.clearTimeout(this.#overtaken?.timer);
  }

  #travel(parcel: Item): void {
    const now = this.#clock.elapsed;
    this.#lastArrival = Math.max(this.#lastArrival, now + this.#faults().delay());
    this.#clock.schedule(() => this.#arrive(parcel), this.#lastArrival - now, this.#owner);
  }

  #release(): void {
    const overtaken = this.#overtaken;
    if (!overtaken) return;
    this.#overtaken = undefined;
    this.#clock.clearTimeout(overtaken.timer);
    this.#travel(overtaken.parcel);
  }

  #arrive(parcel: Item): void {
    if (this.#cut) return;
    if (this.#stuck) this.#stuck.push(parcel);
    else this.#deliver(parcel);
  }
}
