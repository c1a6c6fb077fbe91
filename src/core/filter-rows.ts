import { TallyError } from './errors.js';
import { type RowOperation, STEP } from './row-operation.js';
import { compareValues, kindOf, OTHER, valueOf } from './row-values.js';

/** Which rows are kept. */
export interface FilterOptions {
  /** What to look at; without it the rows themselves are the values. */
  readonly field?: string | undefined;
  readonly value?: unknown;
  /** Default `equals`. */
  readonly operator?: 'equals' | 'contains' | 'greater' | 'less' | undefined;
}

type Test = (value: unknown, wanted: unknown) => boolean;

const comparable = (a: unknown, b: unknown): boolean =>
  kindOf(a) === kindOf(b) && kindOf(a) < OTHER;

/** Values of different kinds are never equal, greater or less. */
const OPERATORS = new Map<unknown, Test>([
  [
    'equals',
    (value, wanted) =>
      kindOf(value) === OTHER ? value === wanted : compareValues(value, wanted) === 0,
  ],
  [
    'contains',
    (value, wanted) => {
      if (Array.isArray(value)) return value.includes(wanted);
      return kindOf(value) < OTHER && String(value).includes(String(wanted));
    },
  ],
  ['greater', (value, wanted) => comparable(value, wanted) && compareValues(value, wanted) > 0],
  ['less', (value, wanted) => comparable(value, wanted) && compareValues(value, wanted) < 0],
]);

/**
 * Keeps the rows whose field stands in a relation to a value.
 *
 * @throws TallyError `unknown-operator`.
 */
export function* filterRows(
  rows: ArrayLike<unknown>,
  { field, value: wanted, operator = 'equals' }: FilterOptions = {},
): RowOperation<void> {
  const test = OPERATORS.get(operator);
  if (!test) {
    throw new TallyError(
      'unknown-operator',
      `Failed to filter: Unknown operator: ${String(operator)}. ` +
        'Use equals, contains, greater or less.',
    );
  }
  const total = rows.length;
  for (let start = 0; start < total; start += STEP) {
    const done = Math.min(start + STEP, total);
    const kept: unknown[] = [];
    for (let index = start; index < done; index++) {
      if (test(valueOf(rows[index], field), wanted)) kept.push(rows[index]);
    }
    yield { done, total, rows: kept };
  }
}
