import { TallyError } from './errors.js';
import { type RowOperation, STEP } from './row-operation.js';
import { keyOf, kindOf, NAN, OTHER, type SortKey, valueOf } from './row-values.js';

/** How rows are sorted. */
export interface SortOptions {
  /** What to sort by; without it the rows themselves are the values. */
  readonly field?: string | undefined;
  /** Default `asc`. */
  readonly order?: 'asc' | 'desc' | undefined;
}

/**
 * Sorts rows by a field: stable, and the same order for any mix of values (see `compareValues`).
 * What says nothing (NaN, null, undefined) comes last either way. The input stays as it is.
 *
 * Runs of one step are sorted at a time, then merged, so that it can pause anywhere.
 *
 * @throws TallyError `unknown-order`.
 */
export function* sortRows(
  rows: ArrayLike<unknown>,
  { field, order = 'asc' }: SortOptions = {},
): RowOperation<void> {
  if (order !== 'asc' && order !== 'desc') {
    throw new TallyError(
      'unknown-order',
      `Failed to sort: Unknown order: ${String(order)}. Use asc or desc.`,
    );
  }
  const { length } = rows;
  const direction = order === 'asc' ? 1 : -1;
  const kinds = new Uint8Array(length);
  const keys: SortKey[] = [];
  let from = new Uint32Array(length);
  let to = new Uint32Array(length);

  const compare = (a: number, b: number): number => {
    const kind = kinds[a]!;
    const other = kinds[b]!;
    if (kind !== other)
      return kind < NAN && other < NAN ? (kind - other) * direction : kind - other;
    if (kind >= OTHER) return 0;
    const x = keys[a]!;
    const y = keys[b]!;
    return x < y ? -direction : x > y ? direction : 0;
  };

  // Reading, every merge and handing out each move all rows once.
  const merges = Math.max(Math.ceil(Math.log2(length / STEP)), 0);
  const total = length * (merges + 2);
  let done = 0;

  for (let start = 0; start < length; start += STEP) {
    const end = Math.min(start + STEP, length);
    for (let index = start; index < end; index++) {
      const value = valueOf(rows[index], field);
      const kind = (kinds[index] = kindOf(value));
      keys.push(keyOf(value, kind));
      from[index] = index;
    }
    from.subarray(start, end).sort((a, b) => compare(a, b) || a - b);
    yield { done: (done += end - start), total };
  }

  for (let width = STEP; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) {
      const middle = Math.min(start + width, length);
      const end = Math.min(start + 2 * width, length);
      let left = start;
      let right = middle;
      for (let target = start; target < end; target++) {
        const takeLeft = left < middle && (right >= end || compare(from[left]!, from[right]!) <= 0);
        to[target] = from[takeLeft ? left++ : right++]!;
        if (++done % STEP === 0) yield { done, total };
      }
    }
    [from, to] = [to, from];
  }

  for (let start = 0; start < length; start += STEP) {
    const part = Array.from(from.subarray(start, start + STEP), (index) => rows[index]);
    yield { done: (done += part.length), total, rows: part };
  }
}
