import type { EditorView } from '@codemirror/view';
import type { Box } from './surface.js';

/**
 * Finds what of a stretch that is laid out is on the screen, line by line, relative to `origin`.
 *
 * @param blank How wide a line without anything is taken to be.
 */
export function boxesInRange(
  view: EditorView,
  from: number,
  to: number,
  origin: DOMRect,
  blank = 8,
): Box[] {
  const boxes: Box[] = [];
  for (let line = view.state.doc.lineAt(from); ; line = view.state.doc.lineAt(line.to + 1)) {
    const [start, end] = [Math.max(from, line.from), Math.min(to, line.to)];
    if (start < end) boxes.push(...boxesOfText(view, start, end));
    else if (line.length === 0 && to > start) boxes.push(...boxOfBlank(view, start, blank));
    if (line.to >= to || line.to === view.state.doc.length) break;
  }
  return boxes.map(({ left, top, width, height }) => ({
    ...{ left: left - origin.left, top: top - origin.top, width, height },
  }));
}

function boxesOfText(view: EditorView, from: number, to: number): Box[] {
  const range = view.dom.ownerDocument.createRange();
  const [start, end] = [view.domAtPos(from), view.domAtPos(to)];
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return [...range.getClientRects()].filter(({ width }) => width > 0);
}

function boxOfBlank(view: EditorView, position: number, width: number): Box[] {
  const place = view.coordsAtPos(position);
  if (!place || width === 0) return [];
  const line = view.domAtPos(position).node as HTMLElement;
  const isRtl = getComputedStyle(line).direction === 'rtl';
  const left = isRtl ? place.left - width : place.left;
  return [{ left, top: place.top, width, height: place.bottom - place.top }];
}
