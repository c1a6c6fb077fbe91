import type { TextChange } from './text-change.js';
import { matchTokens } from './token-match.js';

/** From how many differences on lines, words and signs are replaced as a whole. */
const MOST_LINES = 2000;
const MOST_WORDS = 1000;
const MOST_SIGNS = 500;

/**
 * Finds changes that make `after` of `before`, cut between characters and never through one.
 *
 * @param caret Where the caret stands in `after`, if this is one stroke of the keyboard: of two
 * equal letters it tells which is the new one.
 */
export function diffTexts(before: string, after: string, caret?: number): TextChange[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  const mostBehind = caret === undefined ? most : Math.min(most, after.length - caret);
  const behind = commonEnd(before, after, mostBehind);
  const ahead = commonStart(before, after, most - behind);
  const old = before.slice(ahead, before.length - behind);
  const fresh = after.slice(ahead, after.length - behind);
  if (!old || !fresh) return [{ from: ahead, to: ahead + old.length, insert: fresh }];
  return diffBy(0, old, fresh, ahead);
}

/** Counts what two texts begin with, at most `most` units and only whole characters. */
function commonStart(a: string, b: string, most: number): number {
  let size = 0;
  while (size < most && a.charCodeAt(size) === b.charCodeAt(size)) size++;
  return size > 0 && isHigh(a.charCodeAt(size - 1)) ? size - 1 : size;
}

/** Counts what two texts end with, at most `most` units and only whole characters. */
function commonEnd(a: string, b: string, most: number): number {
  let size = 0;
  while (size < most && a.at(-size - 1) === b.at(-size - 1)) size++;
  return size > 0 && isLow(a.charCodeAt(a.length - size)) ? size - 1 : size;
}

/** How texts are cut, coarse to fine: so that a new word is not made of letters of its neighbours. */
const CUTS: readonly { readonly by: RegExp; readonly most: number }[] = [
  { by: /(?<=\n)/, most: MOST_LINES },
  { by: /(?<=\s)(?=\S)/, most: MOST_WORDS },
  { by: /(?:)/u, most: MOST_SIGNS },
];

function diffBy(cut: number, before: string, after: string, offset: number): TextChange[] {
  const { by, most } = CUTS[cut]!;
  const changes = diffTokens(before.split(by), after.split(by), offset, most);
  if (cut === CUTS.length - 1) return changes;
  return changes.flatMap((change) => {
    const old = before.slice(change.from - offset, change.to - offset);
    if (!old || !change.insert) return [change];
    return diffBy(cut + 1, old, change.insert, change.from);
  });
}

/** Compares token by token; the texts begin at `offset`. */
function diffTokens(
  before: readonly string[],
  after: readonly string[],
  offset: number,
  most: number,
): TextChange[] {
  const changes: TextChange[] = [];
  let [old, fresh, from] = [0, 0, offset];
  for (const [oldStart, freshStart, length] of matchTokens(before, after, most)) {
    const deleted = before.slice(old, oldStart).join('').length;
    const insert = after.slice(fresh, freshStart).join('');
    if (deleted || insert) changes.push({ from, to: from + deleted, insert });
    [old, fresh] = [oldStart + length, freshStart + length];
    from += deleted + before.slice(oldStart, old).join('').length;
  }
  return changes;
}

/** Whether a unit is the first half of a character. */
export function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

/** Whether a unit is the second half of a character. */
export function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
