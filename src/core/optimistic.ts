import type { LocalAction, OptimisticAction, SendAction } from './optimistic-actions.js';
import { isNewer, type Item } from './optimistic-item.js';
import { change } from './optimistic-local.js';
import { heard, loaded, lost } from './optimistic-remote.js';
import { hear, lose, makeOperation, takeBack, type Operation, type Row } from './optimistic-row.js';
import { findRow, remember, withRow, type Optimistic } from './optimistic-state.js';

/** Makes the next state. None that was is ever changed. */
export function reduce(before: Optimistic, action: OptimisticAction): Optimistic {
  const state = { ...before, step: before.step + 1 };
  if (action.do === 'loaded') return loaded(state, action.items, action.since);
  if (action.do === 'heard') {
    if (isSettled(state, action.origin)) return named(state, action.origin, action.item);
    const own = find(state, action.origin);
    const isOwn = own && [undefined, action.item.id].includes(own[0].id);
    return isOwn ? settle(state, ...own, action.item) : heard(state, action.item);
  }
  if (action.do === 'lost') {
    const own = find(state, action.origin);
    const isOwn = own?.[0].id === action.id && own[1].kind === 'remove';
    // An answer does not say as of when it has gone: its echo may.
    return lost(isOwn ? settle(state, ...own) : state, action.id, action.version);
  }
  if (!('ref' in action)) return follow(state, action);
  const row = findRow(state, action.ref);
  return row ? withRow(state, row.key, change(row, action, state.step)) : state;
}

/** Follows an operation on its way. */
function follow(
  state: Optimistic,
  action: Extract<LocalAction, { do: 'add' }> | SendAction,
): Optimistic {
  const { key } = action;
  if (action.do === 'add') {
    const operation = makeOperation('add', action.patch, key, state.step, action.at);
    return withRow(state, key, { key, operations: [operation], touched: state.step });
  }
  const own = find(state, key);
  if (!own) return state;
  const [row, operation] = own;
  if (action.do === 'answered') return settle(state, row, operation, action.item);
  if (action.do === 'fail') {
    return withRow(state, row.key, takeBack(row, operation, action.fate, action.mayHaveArrived));
  }
  const next: Operation =
    action.do === 'sent'
      ? { ...operation, fate: 'sending', mayHaveArrived: true }
      : { ...operation, fate: 'queued', waitsFor: action.for };
  const operations = row.operations.map((one) => (one === operation ? next : one));
  return withRow(state, row.key, { ...row, operations });
}

/** Takes in the id of an item whose adding was answered with no more than yes. Else it is old news. */
function named(state: Optimistic, key: string, item: Item): Optimistic {
  const row = state.rows.get(key);
  const isNameless = row?.id === key && !findRow(state, item.id);
  return isNameless ? withRow(state, key, hear(row, item, state.step)) : state;
}

function isSettled({ settled }: Optimistic, origin: string | undefined): origin is string {
  return origin !== undefined && settled.has(origin);
}

/** Finds the row of an operation; that of an item being added also by the row's own key. */
function find({ rows }: Optimistic, key: string | undefined): [Row, Operation] | undefined {
  if (key === undefined) return undefined;
  for (const row of rows.values()) {
    const isKey = (one: Operation): boolean => one.kind === 'add' && row.key === key;
    const operation = row.operations.find((one) => one.key === key || isKey(one));
    if (operation) return [row, operation];
  }
  return undefined;
}

/** Takes in that the server has done an operation, and what it has made of the item. */
function settle(before: Optimistic, row: Row, done: Operation, item?: Item): Optimistic {
  const { key, id, isRemoved, conflict } = row;
  const step = before.step;
  const isAdd = done.kind === 'add';
  const once = remember(before.settled, done.key, true as const);
  const state = { ...before, settled: isAdd ? remember(once, key, true as const) : once };
  const operations = row.operations.filter((operation) => operation !== done);
  const rest: Row = { ...row, operations, touched: step };
  if (done.kind === 'remove')
    return lost(withRow(state, key, { ...rest, operations: [] }), id ?? '');
  if (isRemoved) return withRow(state, key, rest);
  if (!item || (id !== undefined && id !== item.id)) {
    // The server says no more than yes.
    const server = { id: key, ...row.server, ...done.patch } as Item;
    return withRow(state, key, { ...rest, id: server.id, server });
  }
  // A row of the same item may have come in before its answer.
  const found = isAdd ? findRow(state, item.id) : undefined;
  const twin = found?.key === key ? undefined : found;
  const known = {
    ...rest,
    id: item.id,
    server: twin?.server ?? row.server,
    operations: [],
    conflict: undefined,
  };
  const next = {
    ...hear(known, item, step),
    operations: [...operations, ...(twin?.operations ?? [])],
    // One's own answer is no news that one could disagree with.
    conflict,
  };
  const removed = state.removed.get(item.id);
  // Somebody may have removed it before its answer came.
  const isGone = isAdd && removed && removed.step > done.turn && !isNewer(item, removed.item);
  const alone = twin ? withRow(state, twin.key, undefined) : state;
  return withRow(alone, key, isGone ? lose(next, step) : next);
}
