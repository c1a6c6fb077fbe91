import type { Faults } from './faults.js';
import type { StagedServerConnection } from './staged-server-connection.js';

/** A far end that is a function. */
export type FarEnd = (server: StagedServerConnection) => void;

/** One address and what stands behind it. */
export class StagedSource {
  readonly name: string;
  readonly url: string;
  readonly farEnd: FarEnd;
  faults: Faults;
  /** What happens to new connections. */
  mode: 'accept' | 'refuse' | 'stall' = 'accept';
  /** The far ends of all connections that are not closed. */
  readonly connections = new Set<StagedServerConnection>();
  #count = 0;

  constructor(name: string, url: string, faults: Faults, farEnd: FarEnd) {
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
  arrive(server: StagedServerConnection): void {
    if (this.mode === 'refuse') server.refuse();
    else this.farEnd(server);
  }

  /** Finds the connections that can carry messages. */
  open(connection?: number): StagedServerConnection[] {
    return [...this.connections].filter(
      (server) =>
        server.state === 'open' && (connection === undefined || server.number === connection),
    );
  }

  /** Refuses new connections, and those that hang. */
  refuse(): void {
    this.mode = 'refuse';
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
