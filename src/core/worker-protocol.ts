import type { Progress } from './row-operation.js';

/** What a `WorkerManager` asks its worker. */
export interface WorkerRequest {
  readonly id: string;
  /** The operation. Absent in what follows the first message of a request. */
  readonly type?: string;
  readonly data?: unknown;
  readonly options?: unknown;
  /** More rows follow as soon as the worker has said `next`. */
  readonly more?: boolean;
  /** Nobody waits for the result any more: the worker stops, and answers with an error. */
  readonly cancel?: boolean;
}

/**
 * What a worker answers: one reply with `result` or `error`, which ends the request, and before it
 * as many of the others as it likes. A result that is a list continues the parts before it.
 */
export interface WorkerReply {
  readonly id: string;
  readonly result?: unknown;
  readonly error?: string | undefined;
  /** Names the kind of error. */
  readonly code?: string;
  readonly next?: boolean;
  readonly progress?: Progress;
  readonly part?: readonly unknown[];
}
