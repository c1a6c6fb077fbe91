import { type Deferred, deferred } from '../core/deferred.js';
import { failure } from '../core/failure.js';
import { onAbort } from '../core/on-abort.js';
import type { Clock, Unsubscribe } from '../core/runtime.js';

/** Who wants a connection: those who have called `connect()`, and those who hold a lease. */
export interface Demand {
  /** Whether anybody does. */
  readonly any: boolean;
  /** Starts, and resolves when that has succeeded. Who aborts withdraws; the last one ends it. */
  connect(this: void, signal: AbortSignal | undefined): Promise<void>;
  /** Takes a lease until the returned function is called; the last one to go ends it. */
  retain(this: void): Unsubscribe;
  /** Forgets who has called `connect()`. Leases stay. */
  forget(this: void): void;
}

/** What a connection does for those who want it. */
export interface Supply {
  /** Connects unless that is under way; the promise is settled when it is done. */
  start(this: void): Deferred<void>;
  /** Whether a start is still the one under way. */
  isCurrent(this: void, start: Deferred<void>): boolean;
  /** Learns of a new lease. */
  lease(this: void): void;
  /** Ends the connection: nobody wants it any more. */
  leave(this: void): void;
}

/** Keeps track of who wants a connection. */
export function createDemand(clock: Clock, { start, isCurrent, lease, leave }: Supply): Demand {
  let wanted = 0;
  let leases = 0;
  return {
    get any() {
      return wanted + leases > 0;
    },
    connect(signal) {
      const own = deferred<void>();
      const aborted = (): void => own.reject(failure('connect', 'aborted'));
      if (signal?.aborted) {
        aborted();
        return own.promise;
      }
      wanted++;
      const mine = start();
      if (!signal) return mine.promise;
      const forget = onAbort(signal, () => {
        aborted();
        if (isCurrent(mine) && !--wanted && !leases) leave();
      });
      void mine.promise.then(own.resolve, own.reject).then(forget);
      return own.promise;
    },
    retain() {
      let held = 1;
      leases++;
      lease();
      return () => {
        // An element that moves lets go and takes hold again within one task.
        clock.setTimeout(() => {
          leases -= held;
          if (held && !leases && !wanted) leave();
          held = 0;
        }, 0);
      };
    },
    forget() {
      wanted = 0;
    },
  };
}
