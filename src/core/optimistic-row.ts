import { isNewer, isSameValue, newest, type Item, type Patch } from './optimistic-item.js';
import type { MessageFate } from './sent-message.js';

/** One change of the reader's, on its way to the server. */
export interface Operation {
  /** The idempotency key: the server does what it names once, however often it is asked. */
  readonly key: string;
  readonly kind: 'add' | 'edit' | 'remove';
  readonly patch: Patch;
  /** One that is delivered is no operation any more. */
  readonly fate: Exclude<MessageFate, 'delivered'>;
  /** Whether the server may have done it: then it is never changed, only sent again. */
  readonly mayHaveArrived: boolean;
  /** What it waits for after it was sent in vain. */
  readonly waitsFor?: 'connection' | 'server' | undefined;
  /** Its place among all operations. */
  readonly turn: number;
  /** When it was made, on a clock that never runs backwards. */
  readonly since: number;
}

/** What the server has of one item, and what the reader wants. */
export interface Row {
  /** Stays the same for the life of the row, also when the server gives it an id. */
  readonly key: string;
  readonly id?: string | undefined;
  /** The last that is known of the server's item. */
  readonly server?: Item | undefined;
  /** Whether somebody else has removed it. */
  readonly isRemoved?: boolean | undefined;
  /** In order. Only the first is ever sent, so there are two at most. */
  readonly operations: readonly Operation[];
  /** What the reader has to decide between; `theirs` is undefined when it was removed. */
  readonly conflict?: { readonly mine: Patch; readonly theirs: Item | undefined } | undefined;
  /** Whether the reader is at work on it: then it does not go away. */
  readonly isHeld?: boolean | undefined;
  /** Whether it may turn out to be a row of the reader's that has no id yet. */
  readonly mayBeTwin?: boolean | undefined;
  /** The last step that told something of it. */
  readonly touched: number;
}

/** Makes an operation that waits for its turn. */
export function makeOperation(
  kind: Operation['kind'],
  patch: Patch,
  key: string,
  turn: number,
  since: number,
): Operation {
  return { key, kind, patch, fate: 'queued', mayHaveArrived: false, turn, since };
}

export function hasFailed({ fate }: Operation): boolean {
  return fate === 'failed' || fate === 'expired';
}

/** Adds what the reader wants next to a row. `undefined` when nothing is left to show or send. */
export function enqueue(row: Row, next: Operation): Row | undefined {
  const { operations } = row;
  const last = operations.at(-1);
  if (last?.kind === 'remove' && !hasFailed(last)) return row;
  if (!last || last.kind === 'remove') return { ...row, operations: [next] };
  if (next.kind === 'remove') {
    const kept = operations.filter((operation) => isFixed(operation) && !hasFailed(operation));
    return kept.length > 0 || row.server ? { ...row, operations: [...kept, next] } : undefined;
  }
  const others = (isFixed(last) ? operations : operations.slice(0, -1)).map(again);
  return { ...row, operations: [...others, isFixed(last) ? next : onto(last, next)] };
}

/** Takes one operation back. `undefined` when nothing is left to show. */
export function takeBack(
  row: Row,
  failed: Operation,
  fate: 'failed' | 'expired',
  mayHaveArrived: boolean,
): Row | undefined {
  const index = row.operations.indexOf(failed);
  const earlier = row.operations.slice(0, index);
  const next = row.operations[index + 1];
  // What the reader wrote is part of the conflict already.
  if (row.conflict) return { ...row, operations: earlier };
  const back = { ...failed, fate, mayHaveArrived, waitsFor: undefined };
  if (!next) return { ...row, operations: [...earlier, back] };
  if (next.kind === 'remove') return row.server && { ...row, operations: [...earlier, next] };
  const isOpen = failed.kind === 'add' && mayHaveArrived;
  return { ...row, operations: isOpen ? [back, next] : [...earlier, onto(failed, next)] };
}

/** Takes in what the server has now, unless that is old news. */
export function hear(row: Row, remote: Item, touched: number): Row {
  const { server, conflict } = row;
  const isNews = server ? isNewer(remote, server) : true;
  // What comes late of an item that has gone does not bring it back.
  if (row.isRemoved ? !isNews : isNews === false) return row;
  const now = server ? newest(server, remote) : remote;
  const next: Row = { ...row, id: now.id, server: now, isRemoved: undefined, touched };
  const mine = conflict?.mine ?? pendingEdits(row);
  if (!mine) return next;
  const fields = Object.keys(mine);
  if (conflict) {
    const isSettled = fields.every((field) => isSameValue(mine[field], now[field]));
    return { ...next, conflict: isSettled ? undefined : { mine, theirs: now } };
  }
  const isForeign = fields.some(
    (field) =>
      !isSameValue(now[field], server?.[field]) &&
      !row.operations.some(({ patch }) => isSameValue(patch[field], now[field])),
  );
  return isForeign ? disagree(next, mine, now) : next;
}

/** Takes in that somebody has removed it. `undefined` when nobody minds. */
export function lose(row: Row, touched: number): Row | undefined {
  const mine = row.conflict?.mine ?? pendingEdits(row);
  const next: Row = { ...row, isRemoved: true, touched };
  if (mine) return disagree(next, mine, undefined);
  return row.isHeld ? { ...next, operations: [] } : undefined;
}

/** Lets the reader decide. Whatever is not under way waits for that. */
export function disagree(row: Row, mine: Patch, theirs: Item | undefined): Row {
  const operations = row.operations.filter(({ fate }) => fate === 'sending');
  return { ...row, operations, conflict: { mine, theirs } };
}

/** What the reader has changed and the server has not confirmed, if it knows the item. */
function pendingEdits({ operations }: Row): Patch | undefined {
  if (operations[0]?.kind !== 'edit' || operations.at(-1)?.kind !== 'edit') return undefined;
  return operations.reduce<Patch>((all, { patch }) => ({ ...all, ...patch }), {});
}

/** Lets a failed operation try again. */
export function again(operation: Operation): Operation {
  return hasFailed(operation) ? { ...operation, fate: 'queued' } : operation;
}

/** Whether the server may have an item of this text without anybody knowing its id. */
export function mayBe({ operations: [first] }: Row, text: string | undefined): boolean {
  if (first?.kind !== 'add' || !first.mayHaveArrived || hasFailed(first)) return false;
  return first.patch['text'] === text;
}

/** Whether the server may have it as it is. A failed edit may be repeated in other words. */
function isFixed(operation: Operation): boolean {
  const { fate, kind, mayHaveArrived } = operation;
  return fate === 'sending' || (mayHaveArrived && (kind === 'add' || !hasFailed(operation)));
}

/** Makes one operation of two, which the server has not seen. */
function onto({ kind, patch, since, turn }: Operation, next: Operation): Operation {
  return { ...next, kind, patch: { ...patch, ...next.patch }, since, turn };
}
