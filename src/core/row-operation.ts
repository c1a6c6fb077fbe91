/** Rows that are worked on at a time. */
export const STEP = 2000;

/** How far an operation is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** One step of an operation: how far it is, and the next rows of its result, if it has rows. */
export interface Step extends Progress {
  readonly rows?: readonly unknown[];
}

/**
 * An operation that goes on step by step, so that whoever runs it may rest, report or give up in
 * between. Its result is what it returns, or else the rows of all its steps.
 */
export type RowOperation<Result = unknown> = Generator<Step, Result, void>;

/** How `finish` runs an operation. */
export interface FinishOptions {
  /** Looked at before every step. */
  readonly signal?: Pick<AbortSignal, 'aborted' | 'reason'> | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Runs an operation to its end and gives its result.
 *
 * @throws The signal's reason, as soon as it is aborted.
 */
export function finish(
  operation: RowOperation,
  { signal, onProgress }: FinishOptions = {},
): unknown {
  const result: unknown[] = [];
  for (;;) {
    if (signal?.aborted) throw signal.reason;
    const { value, done } = operation.next();
    if (done) return value === undefined ? result : value;
    for (const row of value.rows ?? []) result.push(row);
    onProgress?.({ done: value.done, total: value.total });
  }
}
