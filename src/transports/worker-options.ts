import type { Progress } from '../core/row-operation.js';
import type { Runtime } from '../core/runtime.js';

/** Who has to go when the queue is full: the newcomer, or the one that has waited longest. */
export type QueuePolicy = 'reject' | 'drop-oldest';

/** How a `WorkerManager` behaves. All times are ms. */
export interface WorkerManagerOptions {
  /** How long a call may take, waiting included. Default 30000; `Infinity` sets no limit. */
  timeout?: number | undefined;
  /** How long the worker may take to stop a call that was given up, before it is replaced. Default 1000. */
  stopTimeout?: number | undefined;
  /** The most calls that wait for the one at work. Default 100. */
  maxQueue?: number | undefined;
  /** Default `reject`. */
  queuePolicy?: QueuePolicy | undefined;
  /**
   * How often a dead worker may be replaced within `restartWindow`; one that did not stop after an
   * abort does not count. Default 3.
   */
  maxRestarts?: number | undefined;
  /** Default 60000. */
  restartWindow?: number | undefined;
  /**
   * The most rows sent at a time: fewer for big rows. The worker has to ask for the next ones.
   * Default 500 with the kit's own worker, otherwise `Infinity`.
   */
  chunkRows?: number | undefined;
  /** The world: the browser by default, a stage in a story or test. */
  runtime?: Runtime | undefined;
}

/** How one call goes. */
export interface ProcessControl {
  /** Gives the call up: it is rejected at once and the worker stops. */
  readonly signal?: AbortSignal | undefined;
  /** What moves to the worker instead of being cloned. The data then go in one piece. */
  readonly transfer?: Transferable[] | undefined;
  /** Replaces the manager's `timeout`. */
  readonly timeout?: number | undefined;
  /** Learns how far the worker is. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Receives the rows of a long result as they come. The promise gives all of them, too. */
  readonly onPart?: ((rows: readonly unknown[]) => void) | undefined;
}

/** The events a `WorkerManager` fires. */
export interface WorkerManagerEvents {
  /** A worker was started, for the first time or again. */
  start: Event;
  /** The worker died or hung, and was ended. */
  died: Event & { readonly reason: string };
}
