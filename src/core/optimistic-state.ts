import type { Item } from './optimistic-item.js';
import type { Row } from './optimistic-row.js';

/** How many removed items, and how many settled operations, are remembered. */
const REMEMBERED = 500;

/** What the server is known to have and what the reader wants of it, row by row. */
export interface Optimistic {
  /** By key, in the order in which they are shown. */
  readonly rows: ReadonlyMap<string, Row>;
  /** The reader's own operations that are settled: their echoes are old news. */
  readonly settled: ReadonlyMap<string, true>;
  /** What the server has no longer, by id. */
  readonly removed: ReadonlyMap<string, { readonly item: Item; readonly step: number }>;
  /** Counts the steps. */
  readonly step: number;
}

/** Before anything is known. */
export const nothingKnown: Optimistic = {
  rows: new Map(),
  settled: new Map(),
  removed: new Map(),
  step: 0,
};

/** Finds a row by the id of its item, or else by its key. */
export function findRow({ rows }: Optimistic, ref: string): Row | undefined {
  for (const row of rows.values()) if (row.id === ref) return row;
  return rows.get(ref);
}

/** Puts a row in its place, or takes it away. */
export function withRow(state: Optimistic, key: string, row: Row | undefined): Optimistic {
  const rows = new Map(state.rows);
  if (row) rows.set(key, row);
  else rows.delete(key);
  return { ...state, rows };
}

/** Adds to what is remembered, and forgets the oldest of it. */
export function remember<Value>(
  known: ReadonlyMap<string, Value>,
  key: string,
  value: Value,
): ReadonlyMap<string, Value> {
  const next = new Map(known).set(key, value);
  if (next.size > REMEMBERED) next.delete(next.keys().next().value!);
  return next;
}
