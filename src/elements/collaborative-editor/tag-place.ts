import type { Box } from './surface.js';

/** How far a name is from the end of its row, in pixels. */
const GAP = 8;
/** How wide the margin beside the text is, in pixels: as wide as the padding of `.text`. */
export const MARGIN = 16;

/**
 * Where a name stands: `name` by its caret or behind its row, `initial` in the margin of its row
 * where the name has no room, `none` where not even that has.
 */
export interface TagPlace {
  readonly kind: 'name' | 'initial' | 'none';
  readonly box: Box;
}

/**
 * Finds room for a name that hides nothing: above its caret, below it, behind the end of its row.
 *
 * @param caret The caret.
 * @param size How large the name is, as a box anywhere.
 * @param fieldWidth How wide the field is, margins included.
 * @param taken What must be seen: the text nearby, and what has been placed already.
 */
export function placeTag(
  caret: Box,
  { width, height }: Box,
  fieldWidth: number,
  taken: readonly Box[],
): TagPlace {
  const row = taken.filter((box) => isBeside(box, caret));
  const end = Math.max(caret.left, ...row.map((box) => box.left + box.width));
  const start = Math.min(caret.left, ...row.map(({ left }) => left));
  const [ahead, behind] = [caret.left - 1, caret.left + 1 - width];
  const [above, below] = [caret.top - height, caret.top + caret.height];
  const beside = caret.top + (caret.height - height) / 2;
  const places: readonly [left: number, top: number][] = [
    [ahead, above],
    [behind, above],
    [ahead, below],
    [behind, below],
    [end + GAP, beside],
    [start - GAP - width, beside],
  ];
  const box = places
    .map(([left, top]) => ({ left, top, width, height }))
    .find((place) => isInside(place, fieldWidth) && !taken.some((other) => meet(place, other)));
  if (box) return { kind: 'name', box };
  const size = MARGIN - 2;
  const top = caret.top + (caret.height - size) / 2;
  const margin = { left: fieldWidth - size - 1, top, width: size, height: size };
  return { kind: taken.some((other) => meet(margin, other)) ? 'none' : 'initial', box: margin };
}

function isInside({ left, top, width }: Box, fieldWidth: number): boolean {
  return left >= 0 && top >= 0 && left + width <= fieldWidth;
}

function isBeside(box: Box, caret: Box): boolean {
  const middle = caret.top + caret.height / 2;
  return box.top <= middle && middle <= box.top + box.height;
}

/** Whether two boxes overlap by more than the hair that rounding makes. */
function meet(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width - 0.5 &&
    b.left < a.left + a.width - 0.5 &&
    a.top < b.top + b.height - 0.5 &&
    b.top < a.top + a.height - 0.5
  );
}
