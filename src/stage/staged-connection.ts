import type { StagedServerConnection } from './staged-server-connection.js';
import type { FarSide, StagedSource } from './staged-source.js';
import type { VirtualClock } from './virtual-clock.js';
import { Wire, type Parcel } from './wire.js';
import type { WireLog, WireLogEntry } from './wire-log.js';

type LoggedEvent = Omit<WireLogEntry, 'at' | 'source' | 'connection'>;

/** The two wires between a page and a far end. */
export class StagedConnection<Item = Parcel, Side extends FarSide = StagedServerConnection> {
  readonly clock: VirtualClock;
  readonly toServer: Wire<Item>;
  readonly toClient: Wire<Item>;
  readonly #log: WireLog;
  #source: StagedSource<Side>;
  #number: number;
  #flowing = true;
  readonly #onFlow: Array<() => void> = [];

  constructor(
    clock: VirtualClock,
    log: WireLog,
    source: StagedSource<Side>,
    ends: { server: (parcel: Item) => void; client: (parcel: Item) => void },
  ) {
    this.clock = clock;
    this.#source = source;
    this.#number = source.count();
    this.#log = log;
    const faults = () => this.#source.faults;
    this.toServer = new Wire<Item>(clock, 'stage', faults, ends.server);
    this.toClient = new Wire<Item>(clock, 'arrival', faults, ends.client);
    if (source.mode === 'stall') this.stall();
  }

  get source(): StagedSource<Side> {
    return this.#source;
  }

  /** Which connection of its source, from 1. */
  get number(): number {
    return this.#number;
  }

  /** Puts the connection before another source, if that is another. */
  move(source: StagedSource<Side>, server: Side): void {
    if (source === this.#source) return;
    this.#source.connections.delete(server);
    if (server.state !== 'closed') source.connections.add(server);
    this.#source = source;
    this.#number = source.count();
  }

  log(entry: LoggedEvent): void {
    const { name } = this.#source;
    this.#log.add({ at: this.clock.elapsed, source: name, connection: this.#number, ...entry });
  }

  /** Half-open from now on: nothing goes either way and neither end is told. */
  stall(): void {
    this.#flowing = false;
    this.toServer.stall();
    this.toClient.stall();
  }

  restore(): void {
    this.#flowing = true;
    this.toServer.restore();
    this.toClient.restore();
    for (const callback of this.#onFlow.splice(0)) callback();
  }

  /** Calls `callback` now, or as soon as the stall is over; always in order. */
  whenFlowing(callback: () => void): void {
    if (this.#flowing) callback();
    else this.#onFlow.push(callback);
  }

  /** Ends everything without a word. */
  cut(): void {
    this.toServer.cut();
    this.toClient.cut();
    this.#onFlow.length = 0;
  }
}
