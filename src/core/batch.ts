import { type Paced, paced, type PaceOptions } from './paced.js';

export interface BatchOptions<Item> extends PaceOptions {
  /** The most items in a batch. Default 50. */
  readonly maxCount?: number | undefined;
  /** The most bytes in a batch; a single item may be larger. Default 65536. */
  readonly maxBytes?: number | undefined;
  /** The longest time an item waits for others, in ms. Default 100. */
  readonly maxWait?: number | undefined;
  /** Tells how many bytes an item takes. By default those of its JSON. */
  readonly sizeOf?: ((item: Item) => number) | undefined;
}

/** Makes a function that delivers many items at once, in their order. */
export function batch<Item>(
  deliver: (items: Item[]) => void,
  {
    maxCount = 50,
    maxBytes = 65536,
    maxWait = 100,
    sizeOf = jsonSize,
    ...options
  }: BatchOptions<Item>,
): Paced<Item> {
  let bytes = 0;
  let size = 0;
  return paced<Item, Item[]>(options, deliver, {
    prepare(item, flush) {
      const next = sizeOf(item);
      while (bytes && bytes + next > maxBytes) flush();
      size = next;
    },
    hold(item, held = []) {
      bytes += size;
      held.push(item);
      return held;
    },
    plan(alarm, flush, { length }) {
      if (length >= maxCount || bytes >= maxBytes) flush();
      else if (length === 1) alarm(flush, maxWait);
    },
    rest(alarm) {
      bytes = 0;
      alarm();
    },
  });
}

function jsonSize(item: unknown): number {
  // `undefined` and functions have no JSON.
  return new TextEncoder().encode(JSON.stringify(item)).length;
}
