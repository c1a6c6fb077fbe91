import type { Item } from './optimistic-item.js';
import { hasFailed, mayBe, type Operation, type Row } from './optimistic-row.js';
import type { Optimistic } from './optimistic-state.js';

/** The item as the reader wants it: the server's, with what is under way on top. */
export function itemOf({ key, id, server, operations }: Row): Item {
  const patches = operations.filter(
    (operation) => operation.kind === 'add' || !hasFailed(operation),
  );
  const item = patches.reduce((all, { patch }) => ({ ...all, ...patch }), { ...server });
  return { ...item, id: id ?? key } as Item;
}

/** What did not succeed, and waits for the reader to decide. */
export function failureOf({ operations }: Row): Operation | undefined {
  return operations.find(hasFailed);
}

/** The rows to show, those whose adding failed among them. */
export function rowsOf({ rows }: Optimistic): Row[] {
  const all = [...rows.values()];
  return all.filter(({ operations, mayBeTwin, server }) => {
    const last = operations.at(-1);
    // The reader's own item may be heard of before its answer.
    if (mayBeTwin && all.some((row) => mayBe(row, server?.text))) return false;
    return last?.kind !== 'remove' || hasFailed(last);
  });
}

/** The items that there are: what has failed is taken back. */
export function itemsOf(state: Optimistic): Item[] {
  return rowsOf(state)
    .filter(({ server, isRemoved, operations: [first] }) =>
      first?.kind === 'add' ? !hasFailed(first) : server && !isRemoved,
    )
    .map(itemOf);
}

/** What has not reached the server and still may, in order. */
export function underWay({ rows }: Optimistic): Operation[] {
  return [...rows.values()]
    .flatMap(({ operations }) => operations.filter((operation) => !hasFailed(operation)))
    .sort((a, b) => a.turn - b.turn);
}

/** What may be sent next: the first of each row that has nothing to decide, in order. */
export function nextToSend({ rows }: Optimistic): [Row, Operation][] {
  return [...rows.values()]
    .flatMap((row): [Row, Operation][] => {
      const [first] = row.operations;
      return first?.fate === 'queued' && !row.conflict ? [[row, first]] : [];
    })
    .sort(([, a], [, b]) => a.turn - b.turn);
}

/** Finds an operation by its key. */
export function operationOf({ rows }: Optimistic, key: string): Operation | undefined {
  for (const { operations } of rows.values()) {
    const found = operations.find((operation) => operation.key === key);
    if (found) return found;
  }
  return undefined;
}
