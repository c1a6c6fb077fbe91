/** Notes an identifier and tells whether it is new. What is no string or number is always new. */
export type Deduper = (id: unknown) => boolean;

/**
 * Recognises identifiers among at least the last `capacity` different ones, and at most twice as
 * many; with 0 nothing. Two generations cost a message two look-ups and nothing else.
 */
export function createDeduper(capacity = 1000): Deduper {
  let young = new Set<unknown>();
  let old = young;
  return (id) => {
    if (!/string|number/.test(typeof id) || !capacity) return true;
    const { size } = young;
    if (old.has(id) || young.add(id).size === size) return false;
    if (size + 1 >= capacity) {
      old = young;
      young = new Set();
    }
    return true;
  };
}
