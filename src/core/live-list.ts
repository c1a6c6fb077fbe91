import type { LiveChange, LiveItem, LiveRow } from './live-row.js';

/** A list that is fetched now and then, while changes to single rows are pushed. */
export interface LiveList {
  readonly rows: readonly LiveRow[];
  /** Whether there is more than could be kept. */
  readonly isFull: boolean;
  /** When the last whole list was true. */
  readonly asOf: number;
  /**
   * What has been pushed since the question that waits for an answer; `undefined` without one. It is
   * written to, because copying it with every push takes ever longer in a flood.
   */
  readonly pushed: Map<string, Pushed> | undefined;
}

interface Pushed {
  readonly change: LiveChange;
  readonly time: number;
}

/** A list of which nothing is known. */
export const noList: LiveList = { rows: [], isFull: false, asOf: -Infinity, pushed: undefined };

/** Notes that the whole list has been asked for: what is pushed from now on is newer than the answer. */
export function asked(list: LiveList): LiveList {
  return { ...list, pushed: new Map() };
}

/** Notes that there will be no answer, or that it has been taken. */
export function unanswered(list: LiveList): LiveList {
  return list.pushed ? { ...list, pushed: undefined } : list;
}

/**
 * Takes a whole list that was true at `time`, and puts on it what has been pushed since. One that is
 * older than the one before changes nothing.
 *
 * @param time In ms of any clock, the same for all calls: when it was asked for, or when it was made.
 */
export function replaced(
  list: LiveList,
  rows: readonly LiveRow[],
  time: number,
  cap: number,
): LiveList {
  if (time < list.asOf) return list;
  const before = new Map(list.rows.map((row) => [row.key, row]));
  const next: LiveList = {
    rows: rows.map((row) => unlessSame(before.get(row.key), row)),
    isFull: false,
    asOf: time,
    pushed: list.pushed,
  };
  const since = [...(list.pushed?.values() ?? [])].filter((pushed) => pushed.time >= time);
  return capped(
    since.reduce((all, { change }) => applied(all, change), next),
    cap,
  );
}

/** Takes a change that happened at `time`. Gives the same list when it changes nothing. */
export function changed(list: LiveList, change: LiveChange, time: number, cap: number): LiveList {
  if (time < list.asOf) return list;
  if (list.pushed) note(list.pushed, change, time);
  return capped(applied(list, change), cap);
}

/** Lets go of the rows beyond `cap`. */
export function capped(list: LiveList, cap: number): LiveList {
  if (!(list.rows.length > cap)) return list;
  return { ...list, rows: list.rows.slice(0, Math.max(0, cap)), isFull: true };
}

function applied(list: LiveList, change: LiveChange): LiveList {
  const { key } = change;
  const { rows } = list;
  const index = rows.findIndex((row) => row.key === key);
  const known = rows[index];
  if ('deleted' in change) {
    return known ? { ...list, rows: rows.filter((row) => row !== known) } : list;
  }
  if (!known) return 'item' in change ? { ...list, rows: [change, ...rows] } : list;
  const row = unlessSame(known, { key, item: itemAfter(known.item, change) });
  return row === known ? list : { ...list, rows: rows.with(index, row) };
}

function itemAfter(
  item: LiveItem,
  change: Exclude<LiveChange, { readonly deleted: true }>,
): LiveItem {
  return 'item' in change ? change.item : { ...item, ...change.patch };
}

/** Keeps of each key what must be done to an older list. The newest key comes last. */
function note(pushed: Map<string, Pushed>, change: LiveChange, time: number): void {
  const { key } = change;
  const before = pushed.get(key)?.change;
  if (!before || !('patch' in change)) {
    pushed.delete(key);
    pushed.set(key, { change, time });
  } else if (!('deleted' in before)) {
    const patched = { ...('item' in before ? before.item : before.patch), ...change.patch };
    const whole = 'item' in before ? { item: patched } : { patch: patched };
    pushed.set(key, { change: { key, ...whole }, time });
  }
}

/** Keeps the row that is known if the other one says the same, so that nothing is drawn again. */
function unlessSame(known: LiveRow | undefined, row: LiveRow): LiveRow {
  return known && isSame(known.item, row.item) ? known : row;
}

function isSame(a: LiveItem, b: LiveItem): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && Object.is(a[name], b[name]))
  );
}
