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
  let over = false;
  let wake = (): void => {};
  const unsubscribe = subscribe((item) => {
    if (items.push(item) > limit) items.shift();
    wake();
  });
  const stop = (): void => {
    over = true;
    unsubscribe();
    wake();
  };
  const forget = onAbort(signal, stop);
  const read = async function* (): AsyncGenerator<Item, void, void> {
    while (!over) {
      if (items.length) yield items.shift()!;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  };
  const stream = read();
  // A generator's own `return()` waits for the pending `next()`, and runs no `finally` before the first.
  const finish = stream.return.bind(stream);
  stream.return = (value) => {
    stop();
    forget();
    return finish(value);
  };
  return stream;
}
