/** Tokens that two lists have in common: where they start in either, and how many there are. */
export type Match = readonly [before: number, after: number, length: number];

/**
 * Finds what two lists have in common, in order; the last match is empty and stands at both ends.
 *
 * The greedy algorithm of E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
 *
 * @param most With more differences than this nothing counts as common.
 */
export function matchTokens(
  before: readonly string[],
  after: readonly string[],
  most: number,
): Match[] {
  const end: Match = [before.length, after.length, 0];
  const trace = search(before, after, most);
  if (!trace) return [end];
  const matches: Match[] = [];
  let [x, y] = end;
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d]!;
    const k = x - y;
    const previous = d === 0 ? 0 : step(reach, k, d) ? k + 1 : k - 1;
    const startX = d === 0 ? 0 : reach[previous + d]!;
    const startY = d === 0 ? 0 : startX - previous;
    const afterStep = d === 0 ? 0 : previous > k ? startX : startX + 1;
    if (x > afterStep) matches.push([afterStep, afterStep - k, x - afterStep]);
    [x, y] = [startX, startY];
  }
  return [...matches.reverse(), end];
}

/** Whether the best way onto diagonal `k` comes from above: an insertion. */
function step(reach: Int32Array, k: number, d: number): boolean {
  return k === -d || (k !== d && reach[k - 1 + d]! < reach[k + 1 + d]!);
}

/**
 * Walks until both ends are reached. Gives for every number of differences `d` how far the paths
 * with `d - 1` of them reached; diagonal `k` is at index `k + d`.
 */
function search(
  before: readonly string[],
  after: readonly string[],
  most: number,
): Int32Array[] | undefined {
  const trace: Int32Array[] = [];
  let reach = new Int32Array(3);
  for (let d = 0; d <= most; d++) {
    // One more diagonal on either side than there are paths.
    trace.push(reach);
    const next = new Int32Array(2 * d + 3);
    for (let k = -d; k <= d; k += 2) {
      let x = d === 0 ? 0 : step(reach, k, d) ? reach[k + 1 + d]! : reach[k - 1 + d]! + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++;
      next[k + d + 1] = x;
      if (x >= before.length && x - k >= after.length) return trace;
    }
    reach = next;
  }
  return undefined;
}
