/** The kinds of values in the order in which an ascending sort brings them. */
export const BOOLEAN = 0;
export const NUMBER = 1;
export const DATE = 2;
export const STRING = 3;
/** Objects, functions and symbols: all alike, so that a stable sort leaves them as they came. */
export const OTHER = 4;
/** What says nothing comes last, whichever way a sort goes: NaN and invalid dates, null, undefined. */
export const NAN = 5;
const NULL = 6;
const UNDEFINED = 7;

/** What `<` orders. */
export type SortKey = string | number | bigint | boolean;

/** Tells which kind of value it is. */
export function kindOf(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return value === value ? NUMBER : NAN;
    case 'string':
      return STRING;
    case 'boolean':
      return BOOLEAN;
    case 'bigint':
      return NUMBER;
    case 'undefined':
      return UNDEFINED;
    default:
      if (value === null) return NULL;
      if (!(value instanceof Date)) return OTHER;
      return value.getTime() === value.getTime() ? DATE : NAN;
  }
}

/** Reads what orders a value among its kind. */
export function keyOf(value: unknown, kind: number): SortKey {
  if (kind === DATE) return (value as Date).getTime();
  return kind < OTHER ? (value as SortKey) : 0;
}

/**
 * Compares two values of any kinds, ascending: negative, 0 or positive.
 *
 * A total order: booleans, numbers (bigints among them), dates, strings by code units, anything
 * else, NaN, null, undefined.
 */
export function compareValues(a: unknown, b: unknown): number {
  const kind = kindOf(a);
  const difference = kind - kindOf(b);
  if (difference !== 0) return difference;
  const [x, y] = [keyOf(a, kind), keyOf(b, kind)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Reads a row's field; without a field the row itself is the value. */
export function valueOf(row: unknown, field: string | undefined): unknown {
  if (field === undefined) return row;
  return (row as Record<string, unknown> | null | undefined)?.[field];
}
