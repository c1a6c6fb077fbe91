import type { SubscribeOptions } from './message-source.js';
import { onAbort } from './on-abort.js';
import type { Unsubscribe } from './runtime.js';

/** How a stream of messages ends and is bounded. */
export interface MessageStreamOptions extends SubscribeOptions {
  /** The most items kept for a slow reader; beyond it the oldest go. Default 1000. */
  readonly limit?: number | undefined;
}

/**
 * Turns a subscription into an async iteration, subscribed from now until `break`, `return()` or
 * the signal.
 */
export function messageStream<Item>(
  subscribe: (push: (item: Item) => void) => Unsubscribe,
  { signal, limit = 1000 }: MessageStreamOptions = {},
): AsyncGenerator<Item, void, void> {
  const items: Item[] = [];
  let wake = (): void => {};
  const unsubscribe = subscribe((item) => {
    if (items.push(item) > limit) items.shift();
    wake();
  });
  const forget = onAbort(signal, () => {
    unsubscribe();
    wake();
  });
  const read = async function* (): AsyncGenerator<Item, void, void> {
    try {
      while (!signal?.aborted) {
        if (items[0]) yield items.shift()!;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      unsubscribe();
      forget();
    }
  };
  return read();
}
