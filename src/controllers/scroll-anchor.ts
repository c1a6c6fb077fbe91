/** A row that must stay where it is on the screen. */
export interface Anchor {
  readonly key: string;
  /** Its place among all rows, from 0. */
  readonly place: number;
  /** How far below the upper edge it begins, in pixels. */
  readonly top: number;
}

/**
 * Notes what can be seen, so that it can be put back there. All of it, because any of it may go.
 *
 * @param items The rendered rows, in their order.
 * @param places The place of each of them among all.
 */
export function readAnchors(
  { scrollTop, clientHeight }: HTMLElement,
  items: readonly HTMLElement[],
  places: readonly number[],
): readonly Anchor[] {
  const anchors: Anchor[] = [];
  for (const [index, { dataset, offsetTop, offsetHeight }] of items.entries()) {
    const top = offsetTop - scrollTop;
    if (top + offsetHeight <= 0) continue;
    if (top >= clientHeight) break;
    anchors.push({ key: dataset['key'] as string, place: places[index] ?? 0, top });
  }
  return anchors;
}

/** Scrolls so that the first of what could be seen, and is still there, is where it was. */
export function putBack(
  scroller: HTMLElement,
  items: readonly HTMLElement[],
  anchors: readonly Anchor[],
): void {
  const tops = new Map(items.map(({ dataset, offsetTop }) => [dataset['key'], offsetTop]));
  for (const { key, top } of anchors) {
    const now = tops.get(key);
    if (now === undefined) continue;
    const way = now - scroller.scrollTop - top;
    if (way !== 0) scroller.scrollTop += way;
    return;
  }
}

/** Finds a row of which `guess` was the place before rows came or went; -1 if it has gone. */
export function placeOf(
  key: string,
  rows: readonly { readonly key: string }[],
  guess: number,
): number {
  for (let way = 0; way < rows.length; way++) {
    if (rows[guess + way]?.key === key) return guess + way;
    if (rows[guess - way]?.key === key) return guess - way;
  }
  return -1;
}
