import type { Unsubscribe } from '../core/runtime.js';
import type { SyncState } from './document-events.js';
import { documentFailure } from './document-failure.js';
import type { ConnectWire, Wire, WireHost } from './wire.js';

/** The wires of one document, and what they say together of how safe one's own edits are. */
export class Wires {
  readonly #wires = new Set<Wire>();
  readonly #onChange: () => void;
  /** Counts one's own changes. */
  #revision = 0;
  /** The last revision of each step of undo that is not known to be confirmed. */
  #steps: number[] = [];
  #told = '';

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get revision(): number {
    return this.#revision;
  }

  get sync(): SyncState {
    const wires = [...this.#wires];
    const stores = wires.filter(({ confirmed }) => confirmed !== undefined);
    // Between tabs alone there is nothing that could be behind.
    const isAlone = stores.length === 0 && wires.length > 0;
    const confirmed = Math.max(0, ...stores.map((wire) => wire.confirmed ?? 0));
    const waiting = isAlone ? 0 : this.#steps.filter((last) => last > confirmed).length;
    const isOpen = isAlone || stores.some((wire) => wire.isOpen);
    return { state: !isOpen ? 'offline' : waiting > 0 ? 'saving' : 'saved', waiting };
  }

  /** Whether every wire to somebody who keeps the document has learnt what is kept there. */
  get isLoaded(): boolean {
    const wires = [...this.#wires];
    return wires.length > 0 && wires.every(({ isLoaded = true }) => isLoaded);
  }

  connect(connectWire: ConnectWire, host: WireHost): Unsubscribe {
    const wire = connectWire(host);
    if (this.#wires.size > 0 && [wire, ...this.#wires].some(({ exclusive }) => exclusive)) {
      wire.stop();
      throw documentFailure('connect a wire', 'wire-conflict', host.docId);
    }
    this.#wires.add(wire);
    this.changed();
    return () => {
      if (!this.#wires.delete(wire)) return;
      wire.stop();
      this.changed();
    };
  }

  /** Counts a change of one's own, as a step of undo or as a part of the last one. */
  note(isStep: boolean): void {
    const { waiting } = this.sync;
    this.#steps = waiting > 0 ? this.#steps.slice(-waiting) : [];
    this.#revision++;
    if (isStep || waiting === 0) this.#steps.push(this.#revision);
    else this.#steps[this.#steps.length - 1] = this.#revision;
    this.changed();
  }

  changed(): void {
    const { state, waiting } = this.sync;
    if (this.#told === (this.#told = `${state} ${waiting} ${this.isLoaded}`)) return;
    this.#onChange();
  }

  stop(): void {
    for (const wire of this.#wires) wire.stop();
    this.#wires.clear();
  }
}
