import type { Box } from './surface.js';
import { lastIndex, TextLines } from './text-lines.js';

/**
 * Has the text of a text field once more, unseen, laid out alike: it tells where on the screen a
 * position is, which a text field does not.
 *
 * Each line is a block of its own, so that a letter lays out one line and not all of them.
 */
export class TextMirror {
  /** Everything that scrolls with the text. */
  readonly root: HTMLElement;
  readonly #area: HTMLTextAreaElement;
  readonly #list: HTMLElement;
  readonly #lines = new TextLines();
  #sides = '';
  #scrollTop = 0;

  constructor(area: HTMLTextAreaElement) {
    this.#area = area;
    this.root = area.ownerDocument.createElement('div');
    this.#list = area.ownerDocument.createElement('div');
    this.root.className = 'mirror';
    this.#list.className = 'lines text';
    this.#list.dir = 'auto';
    this.#list.append(this.#makeLine(''));
    this.root.append(this.#list);
  }

  /** Takes over the field's text, width and place. */
  update(): void {
    const { clientLeft, clientWidth, value } = this.#area;
    const sides = `${clientLeft} ${clientWidth}`;
    if (this.#sides !== (this.#sides = sides)) {
      this.root.style.setProperty('--_field-width', `${clientWidth}px`);
      // A scroll bar on the left, as right-to-left texts have it.
      this.root.style.setProperty('--_field-left', `${clientLeft}px`);
    }
    this.#takeText(value);
    this.scroll();
  }

  /** Brings the field back to where it was before it was taken out of the page. */
  restoreScroll(): void {
    this.#area.scrollTop = this.#scrollTop;
  }

  scroll(): void {
    const { scrollTop } = this.#area;
    if (this.#scrollTop === scrollTop) return;
    this.#scrollTop = scrollTop;
    this.root.style.setProperty('--_shift', `${-scrollTop}px`);
  }

  /** Finds the line of a position, from 0. */
  lineAt(position: number): number {
    this.#takeText(this.#area.value);
    return this.#lines.lineAt(position);
  }

  /** The first position that can be seen. */
  get top(): number {
    this.update();
    return this.#lines.startOf(this.#lineAtHeight(this.#area.scrollTop));
  }

  set top(position: number) {
    this.update();
    // The first line has the field's own edge above it.
    const line = this.lineAt(position);
    this.#area.scrollTop = line === 0 ? 0 : this.#line(line).offsetTop;
    this.scroll();
  }

  /** Finds where a position is. */
  boxOf(position: number): Box {
    return this.#boxesOf(position, position, 0)[0]!;
  }

  /**
   * Finds what of a stretch can be seen, line by line.
   *
   * @param blank How wide a line without anything is taken to be.
   */
  boxesOf(from: number, to: number, blank = 8): Box[] {
    const { scrollTop, clientHeight } = this.#area;
    const first = this.#lines.startOf(this.#lineAtHeight(scrollTop));
    const last = this.#lines.startOf(this.#lineAtHeight(scrollTop + clientHeight) + 1);
    const [start, end] = [Math.max(from, first), Math.min(to, last)];
    if (start >= end) return [];
    return this.#boxesOf(start, end, blank).filter(({ width }) => width > 0);
  }

  /**
   * Notes which text is at the upper edge of the field. What is returned brings it there again.
   *
   * @param map Says where a position is then.
   */
  hold(map: (position: number) => number): () => void {
    const { scrollTop } = this.#area;
    if (scrollTop === 0) return () => this.update();
    this.update();
    const number = this.#lineAtHeight(scrollTop);
    const line = this.#line(number);
    const below = scrollTop - line.offsetTop;
    const start = this.#lines.startOf(number);
    return () => {
      this.update();
      // A line that was changed is another one.
      const now = line.isConnected ? line : this.#line(this.#lines.lineAt(map(start)));
      this.#area.scrollTop = now.offsetTop + below;
      this.scroll();
    };
  }

  /** Scrolls the field no further than needed to show a position. */
  reveal(position: number): void {
    this.update();
    const { top, height } = this.boxOf(position);
    const { scrollTop, clientHeight } = this.#area;
    if (top < scrollTop) this.#area.scrollTop = top - height;
    else if (top + height > scrollTop + clientHeight) {
      this.#area.scrollTop = top + 2 * height - clientHeight;
    }
    this.scroll();
  }

  #takeText(value: string): void {
    const change = this.#lines.update(value);
    if (!change) return;
    const { at, removed, added } = change;
    const { children } = this.#list;
    const next = children[at + removed] ?? null;
    for (let count = 0; count < removed; count++) children[at]!.remove();
    for (const text of added) this.#list.insertBefore(this.#makeLine(text), next);
  }

  #boxesOf(from: number, to: number, blank: number): Box[] {
    const origin = this.root.getBoundingClientRect();
    const [first, last] = [this.#lines.lineAt(from), this.#lines.lineAt(to)];
    const boxes: Box[] = [];
    for (let number = first; number <= last; number++) {
      const start = this.#lines.startOf(number);
      const line = this.#line(number);
      for (const rect of rectsOf(line, Math.max(0, from - start), to - start, blank)) {
        const { left, top, width, height } = rect;
        boxes.push({ left: left - origin.left, top: top - origin.top, width, height });
      }
    }
    return boxes;
  }

  #lineAtHeight(height: number): number {
    return lastIndex(this.#lines.count, (number) => this.#line(number).offsetTop <= height);
  }

  #line(number: number): HTMLElement {
    return this.#list.children[number] as HTMLElement;
  }

  #makeLine(text: string): HTMLElement {
    const line = this.#area.ownerDocument.createElement('div');
    // A line without anything has no height, and a break gives it one.
    line.append(text === '' ? this.#area.ownerDocument.createElement('br') : text);
    return line;
  }
}

function rectsOf(line: HTMLElement, from: number, to: number, blank: number): readonly DOMRect[] {
  const content = line.firstChild!;
  const range = line.ownerDocument.createRange();
  if (content.nodeType === Node.ELEMENT_NODE) {
    const { left, right, top, height } = line.getBoundingClientRect();
    const isRtl = getComputedStyle(line).direction === 'rtl';
    const [x, width] =
      to > from ? [isRtl ? right - blank : left, blank] : [isRtl ? right : left, 0];
    // As high as letters are.
    return [new DOMRect(x, top + 2, width, height - 4)];
  }
  const { length } = content as Text;
  range.setStart(content, Math.min(from, length));
  range.setEnd(content, Math.min(to, length));
  const rects = [...range.getClientRects()];
  // At the edge of two lines a place is at the end of one and the start of the other.
  return from === to ? rects.slice(-1) : rects.filter(({ width }) => width > 0);
}
