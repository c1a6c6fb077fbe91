import { isNewer, type Item } from './optimistic-item.js';
import { hear, lose, mayBe, type Row } from './optimistic-row.js';
import { findRow, remember, withRow, type Optimistic } from './optimistic-state.js';

/** Takes in an item from the server. */
export function heard(state: Optimistic, item: Item): Optimistic {
  const row = findRow(state, item.id);
  if (row) return withRow(state, row.key, hear(row, item, state.step));
  const removed = state.removed.get(item.id);
  // What comes late of an item that has gone does not bring it back.
  if (removed && !isNewer(item, removed.item)) return state;
  return withRow(state, keyFor(item), newRow(state, item));
}

/** Takes in that the server has an item no longer. */
export function lost(state: Optimistic, id: string, version?: unknown): Optimistic {
  const row = findRow(state, id);
  const last = { id, text: '', ...row?.server };
  const item = typeof version === 'number' ? { ...last, version } : last;
  const removed = remember(state.removed, id, { item, step: state.step });
  const next = { ...state, removed };
  return row?.id === undefined ? next : withRow(next, row.key, lose(row, state.step));
}

/** Takes in the whole list, as it was when it was asked for at step `since` or later. */
export function loaded(state: Optimistic, items: readonly Item[], since: number): Optimistic {
  const rows = new Map<string, Row>();
  const known = new Map([...state.rows.values()].map((row) => [row.id, row]));
  const adding = [...state.rows.values()].filter(
    ({ operations: [first] }) => first?.kind === 'add',
  );
  for (const item of items) {
    const row = known.get(item.id);
    const removed = state.removed.get(item.id);
    if (row) {
      // What was heard meanwhile is newer, unless the versions say otherwise.
      const isOlder = row.touched > since && !(row.server && isNewer(item, row.server));
      rows.set(row.key, isOlder ? row : hear(row, item, state.step));
    } else if (!removed || removed.step <= since || isNewer(item, removed.item)) {
      rows.set(keyFor(item), newRow(state, item, adding));
    }
  }
  for (const row of state.rows.values()) {
    if (rows.has(row.key)) continue;
    const isMissed = row.id !== undefined && row.touched <= since;
    const kept = isMissed ? lose(row, state.step) : row;
    if (kept) rows.set(row.key, kept);
  }
  return { ...state, rows };
}

function newRow(
  { rows, step: touched }: Optimistic,
  item: Item,
  adding: readonly Row[] = [...rows.values()],
): Row {
  const mayBeTwin = adding.some((row) => mayBe(row, item.text));
  return { key: keyFor(item), id: item.id, server: item, operations: [], touched, mayBeTwin };
}

/** No key that a client makes up looks like this. */
function keyFor({ id }: Item): string {
  return `:${id}`;
}
