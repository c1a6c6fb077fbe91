import type { SubscribeOptions } from './message-source.js';
import { onAbort } from './on-abort.js';
import type { Unsubscribe } from './runtime.js';

/** How a stream of messages ends and is bounded. */
export interface MessageStreamOptions extends SubscribeOptions {
  /** The most items kept for a slow reader; beyond it the oldest go. Default 1000. */
  readonly limit?: number | undefined;
}

/**
 * Turns a subscription into an async iteration, subscribed from now until `break`, `return()`, the
 * signal, or until `subscribe` calls `end`: then what has come is still read.
 */
export function messageStream<Item>(
  subscribe: (push: (item: Item) => void, end: () => void) => Unsubscribe,
  { signal, limit = 1000 }: MessageStreamOptions = {},
): AsyncGenerator<Item, void, void> {
  const items: Item[] = [];
  let over = false;
  let wake = (): void => {};
  const push = (item: Item): void => {
    if (items.push(item) > limit) items.shift();
    wake();
  };
  const end = (): void => {
    over = true;
    wake();
  };
  // Who has aborted already never asks.
  const unsubscribe = signal?.aborted ? end : subscribe(push, end);
  const stop = (): void => {
    items.length = 0;
    unsubscribe();
    end();
  };
  const forget = onAbort(signal, stop);
  const read = async function* (): AsyncGenerator<Item, void, void> {
    while (items.length || !over) {
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
