/** The server's end of a connection, whatever the transport. */
export interface LineEnd {
  drop(): void;
  stall(): void;
  restore(): void;
  /** Ends it politely, if the transport can. */
  close(code?: number): void;
}

/** How the server treats who comes: `hang` lets them wait for ever. */
export type Welcome = 'accept' | 'refuse' | 'hang';

/** The lines between tabs and their server, one a tab, and what they suffer. */
export class Lines {
  readonly #welcomes = new Map<number, Welcome>();
  readonly #ends = new Map<number, Set<LineEnd>>();

  /** How a tab is treated that comes now. */
  welcome(tab: number): Welcome {
    return this.#welcomes.get(tab) ?? 'accept';
  }

  treat(tab: number, welcome: Welcome): void {
    this.#welcomes.set(tab, welcome);
  }

  /** Notes a connection of a tab; the returned function forgets it. */
  add(tab: number, end: LineEnd): () => void {
    const ends = this.#ends.get(tab) ?? new Set();
    this.#ends.set(tab, ends.add(end));
    return () => void ends.delete(end);
  }

  /** Does something to all connections of a tab. */
  each(tab: number, act: (end: LineEnd) => void): void {
    for (const end of [...(this.#ends.get(tab) ?? [])]) act(end);
  }
}

/** The tab at the end of an address: `wss://stage.test/feed/2` is tab 2. */
export function tabOf(url: string): number {
  return Number(new URL(url).pathname.split('/').at(-1));
}
