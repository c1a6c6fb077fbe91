import type { TextChange } from '../../documents/text-change.js';
import type { Place } from './surface.js';

/** What somebody else did to the text where the reader is. */
export type Clash = 'changed' | 'deleted';

/** The shortest time between two words on what others do where the reader is, in ms. */
const SAY_EVERY = 10_000;

/**
 * Finds out whether changes of somebody else touch what the reader has selected or stands in. What is
 * only put beside a caret is no clash: it moves nothing of the reader's.
 */
export function clashOf(
  changes: readonly TextChange[],
  { anchor, head }: Place,
): Clash | undefined {
  const [start, end] = [Math.min(anchor, head), Math.max(anchor, head)];
  const clashes = changes.filter(({ from, to }) =>
    from < to ? from <= end && to >= start : from > start && from < end,
  );
  if (clashes.length === 0) return undefined;
  return clashes.every(({ insert }) => insert === '') ? 'deleted' : 'changed';
}

/** Bounds how often it is said that others are at work where the reader is. */
export class ClashNews {
  #saidAt = -Infinity;

  /** Tells whether it is to be said at `now`, in ms. */
  isDue(now: number): boolean {
    if (now - this.#saidAt < SAY_EVERY) return false;
    this.#saidAt = now;
    return true;
  }
}
