import type { Unsubscribe } from './runtime.js';

/** Calls `listener` when `signal` aborts, at once if it has, until the returned function is called. */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): Unsubscribe {
  signal?.addEventListener('abort', listener);
  if (signal?.aborted) listener();
  return () => signal?.removeEventListener('abort', listener);
}
