/** Notes an identifier and tells whether it is new. `undefined` is always new. */
export type Deduper = (id: unknown) => boolean;

/** Recognises identifiers among the last `capacity` different ones; with 0 nothing. */
export function createDeduper(capacity = 1000): Deduper {
  const seen = new Set<unknown>();
  const ring: unknown[] = [];
  let next = 0;
  return (id) => {
    if (id === undefined || !capacity) return true;
    if (seen.has(id)) return false;
    seen.delete(ring[next]);
    seen.add((ring[next] = id));
    next = (next + 1) % capacity;
    return true;
  };
}
