import type { LocalAction } from './optimistic-actions.js';
import { isSameValue, type Patch } from './optimistic-item.js';
import {
  again,
  disagree,
  enqueue,
  hasFailed,
  makeOperation,
  type Operation,
  type Row,
} from './optimistic-row.js';

/** Changes one row as the reader wishes. */
export function change(
  row: Row,
  action: Exclude<LocalAction, { do: 'add' }>,
  turn: number,
): Row | undefined {
  const { conflict, operations, server } = row;
  if (action.do === 'hold') {
    const isLeft = !action.isHeld && row.isRemoved && !conflict;
    return isLeft ? undefined : { ...row, isHeld: action.isHeld };
  }
  if (action.do === 'discard') {
    const kept = operations.filter((operation) => !hasFailed(operation));
    if (kept.length === operations.length) return row;
    // Without what it was made by, there is nothing to edit.
    return server ? { ...row, operations: kept } : undefined;
  }
  const { key, at: since } = action;
  const make = (kind: Operation['kind'], patch: Patch): Operation =>
    makeOperation(kind, patch, key, turn, since);
  switch (action.do) {
    case 'retry':
      return {
        ...row,
        operations: operations.map((operation) => {
          if (!hasFailed(operation)) return operation;
          return { ...again(operation), since, ...(!operation.mayHaveArrived && { key }) };
        }),
      };
    case 'remove':
      return enqueue({ ...row, conflict: undefined }, make('remove', {}));
    case 'edit': {
      const { patch, base } = action;
      if (conflict)
        return { ...row, conflict: { ...conflict, mine: { ...conflict.mine, ...patch } } };
      if (row.isRemoved) return disagree(row, patch, undefined);
      const isStale = Object.entries(base ?? {}).some(
        ([field, value]) =>
          !isSameValue(server?.[field], value) && !isSameValue(server?.[field], patch[field]),
      );
      if (isStale && server && operations.length === 0) return disagree(row, patch, server);
      return enqueue(row, make('edit', patch));
    }
    case 'resolve':
      return resolve(row, action.take, make);
  }
}

function resolve(
  row: Row,
  take: 'mine' | 'theirs',
  make: (kind: Operation['kind'], patch: Patch) => Operation,
): Row | undefined {
  const { conflict, operations, server, ...rest } = row;
  if (!conflict) return row;
  const { mine, theirs } = conflict;
  if (row.isRemoved) {
    const { id: _, version: __, timestamp: ___, ...fields } = { ...server };
    const anew = {
      key: row.key,
      touched: row.touched,
      operations: [make('add', { ...fields, ...mine })],
    };
    return take === 'mine' ? anew : undefined;
  }
  const wanted = Object.fromEntries(
    Object.keys(mine).map((field) => [field, (take === 'mine' ? mine : theirs)?.[field] ?? null]),
  );
  const isKnown = Object.keys(wanted).every((field) =>
    isSameValue(server?.[field] ?? null, wanted[field]),
  );
  // What may still arrive may make something else of it.
  const next: Row = {
    ...rest,
    server,
    operations: operations.filter(({ fate }) => fate === 'sending'),
  };
  return isKnown && operations.length === 0 ? next : enqueue(next, make('edit', wanted));
}
