import { type Aggregate, type AggregateOptions, aggregateRows } from './aggregate-rows.js';
import { TallyError } from './errors.js';
import { type FilterOptions, filterRows } from './filter-rows.js';
import { finish, type FinishOptions, type RowOperation } from './row-operation.js';
import { type SortOptions, sortRows } from './sort-rows.js';

type Operate = (rows: ArrayLike<unknown>, options?: object) => RowOperation;

const OPERATIONS: ReadonlyMap<unknown, Operate> = new Map<unknown, Operate>([
  ['sort', sortRows],
  ['filter', filterRows],
  ['aggregate', aggregateRows],
]);

/**
 * Starts an operation on an array of rows (or a typed array of numbers).
 *
 * @throws TallyError `unknown-operation` for another type, `bad-data` if there is no array.
 */
export function startOperation(type: unknown, data: unknown, options?: unknown): RowOperation {
  const operate = OPERATIONS.get(type);
  if (!operate) {
    throw new TallyError(
      'unknown-operation',
      `Failed to process data: Unknown operation type: ${String(type)}. ` +
        `Use ${[...OPERATIONS.keys()].join(', ')}.`,
    );
  }
  if (!Array.isArray(data) && !(ArrayBuffer.isView(data) && 'length' in data)) {
    throw new TallyError(
      'bad-data',
      `Failed to ${String(type)}: ${data === null ? 'null' : typeof data} is no array. ` +
        'Send an array of rows.',
    );
  }
  return operate(data as ArrayLike<unknown>, options ?? {});
}

/** Sorts, filters or aggregates here and now, without a worker. */
export function processData(
  type: 'aggregate',
  data: ArrayLike<unknown>,
  options?: AggregateOptions,
  control?: FinishOptions,
): Aggregate;
export function processData<Row>(
  type: 'sort',
  data: ArrayLike<Row>,
  options?: SortOptions,
  control?: FinishOptions,
): Row[];
export function processData<Row>(
  type: 'filter',
  data: ArrayLike<Row>,
  options?: FilterOptions,
  control?: FinishOptions,
): Row[];
export function processData(
  type: string,
  data: unknown,
  options?: object,
  control?: FinishOptions,
): unknown {
  return finish(startOperation(type, data, options), control);
}
