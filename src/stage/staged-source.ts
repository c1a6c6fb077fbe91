import type { Faults } from './faults.js';
import type { StagedServerConnection } from './staged-server-connection.js';

/** A far end that is a function. */
export type FarEnd = (server: StagedServerConnection) => void;

/** What a source knows of the far end of a connection, whatever the transport. */
export interface FarSide {
  /** Which connection of its source, from 1. */
  readonly number: number;
  readonly state: 'pending' | 'open' | 'closing' | 'closed';
  refuse(): void;
  stall(): void;
  restore(): void;
}

/** One address and what stands behind it. */
export class StagedSource<Side extends FarSide = StagedServerConnection> {
  readonly name: string;
  readonly url: string;
  readonly farEnd: (side: Side) => void;
  faults: Faults;
  /** What happens to new connections. */
  mode: 'accept' | 'refuse' | 'stall' = 'accept';
  /** The far ends of all connections that are not closed. */
  readonly connections = new Set<Side>();
  #count = 0;
  #refusal = (server: Side): void => server.refuse();

  constructor(name: string, url: string, faults: Faults, farEnd: (side: Side) => void) {
    this.name = name;
    this.url = url;
    this.faults = faults;
    this.farEnd = farEnd;
  }

  /** Numbers the next connection, from 1. */
  count(): number {
    return ++this.#count;
  }

  /** Decides on a new connection. */
  arrive(server: Side): void {
    if (this.mode === 'refuse') this.#refusal(server);
    else this.farEnd(server);
  }

  /** Finds the connections that can carry messages. */
  open(connection?: number): Side[] {
    return [...this.connections].filter(
      (server) =>
        server.state === 'open' && (connection === undefined || server.number === connection),
    );
  }

  /** Refuses new connections, and those that hang, in the manner of `refusal`. */
  refuse(refusal = (server: Side): void => server.refuse()): void {
    this.mode = 'refuse';
    this.#refusal = refusal;
    for (const server of this.connections) if (server.state === 'pending') server.restore();
  }

  /** Makes all connections half-open; new ones hang. */
  stall(): void {
    this.mode = 'stall';
    for (const server of this.connections) server.stall();
  }

  /** Accepts again and lets everything flow. */
  restore(): void {
    this.mode = 'accept';
    for (const server of this.connections) server.restore();
  }
}
