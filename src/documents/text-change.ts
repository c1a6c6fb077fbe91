/**
 * Replaces a stretch of a text. Positions count UTF-16 units, as `selectionStart` does.
 *
 * Several changes that belong together are in the order of the text, do not overlap, and all count
 * in the text before any of them, as CodeMirror has it.
 */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** Carries out changes. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let end = 0;
  for (const { from, to, insert } of changes) {
    result += text.slice(end, from) + insert;
    end = to;
  }
  return result + text.slice(end);
}

/**
 * Finds where a position is after changes: how a caret stays where it was.
 *
 * @param side Where it stands when something is inserted exactly there. Default `before`.
 */
export function mapPosition(
  changes: readonly TextChange[],
  position: number,
  side: 'before' | 'after' = 'before',
): number {
  let shift = 0;
  for (const { from, to, insert } of changes) {
    if (from > position || (from === position && side === 'before')) break;
    // What was inserted for a stretch stands at its start.
    if (position < to) return from + shift + insert.length;
    shift += insert.length - (to - from);
  }
  return position + shift;
}

/**
 * Makes changes to a text fit the text that `others` have made of it meanwhile: what they deleted
 * is not deleted again, and what they inserted stays.
 *
 * @param side Where the changes insert what both insert at one place. Default `after`.
 */
export function rebase(
  changes: readonly TextChange[],
  others: readonly TextChange[],
  side: 'before' | 'after' = 'after',
): TextChange[] {
  const result: TextChange[] = [];
  const add = (from: number, to: number, insert: string): void => {
    const last = result.at(-1);
    if (last?.to === from) {
      result[result.length - 1] = { from: last.from, to, insert: last.insert + insert };
    } else if (to > from || insert) result.push({ from, to, insert });
  };
  for (const { from, to, insert } of changes) {
    const start = mapPosition(others, from, side);
    add(start, start, insert);
    for (const [left, right] of stretches(from, to, others)) {
      add(mapPosition(others, left, 'after'), mapPosition(others, right, 'before'), '');
    }
  }
  return result;
}

/** Lists what `others` have left of a stretch, cut where they inserted something. */
function stretches(from: number, to: number, others: readonly TextChange[]): [number, number][] {
  const result: [number, number][] = [];
  let left = from;
  for (const other of others) {
    if (other.to < left || other.from >= to) continue;
    if (other.from > left) result.push([left, other.from]);
    left = Math.max(left, other.to);
  }
  if (left < to) result.push([left, to]);
  return result;
}
