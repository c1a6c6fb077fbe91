import { type RowOperation, STEP } from './row-operation.js';
import { valueOf } from './row-values.js';

/** What is aggregated. */
export interface AggregateOptions {
  /** What to add up; without it the rows themselves are the values. */
  readonly field?: string | undefined;
}

/** Figures of a field. All but `count` regard only the rows whose field is a number. */
export interface Aggregate {
  /** How many rows there are. */
  readonly count: number;
  readonly sum: number;
  /** 0 when there is no number. */
  readonly average: number;
  /** `null` when there is no number. */
  readonly min: number | null;
  readonly max: number | null;
}

/** Counts, adds up and finds the extremes of a field. */
export function* aggregateRows(
  rows: ArrayLike<unknown>,
  { field }: AggregateOptions = {},
): RowOperation<Aggregate> {
  const total = rows.length;
  let numbers = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let start = 0; start < total; start += STEP) {
    const done = Math.min(start + STEP, total);
    for (let index = start; index < done; index++) {
      const value = valueOf(rows[index], field);
      if (typeof value !== 'number' || value !== value) continue;
      numbers++;
      sum += value;
      // These also know that -0 is less than 0.
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    yield { done, total };
  }
  const figures: Aggregate = {
    count: total,
    sum,
    average: numbers ? sum / numbers : 0,
    min: numbers ? min : null,
    max: numbers ? max : null,
  };
  return figures;
}
