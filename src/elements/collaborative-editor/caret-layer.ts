import type { Collaborator } from '../../documents/collaborator.js';
import { mapPosition, type TextChange } from '../../documents/text-change.js';
import type { Box, Surface } from './surface.js';
import { MARGIN, placeTag } from './tag-place.js';

/** Gives the name to show beside a caret. */
export type NameOf = (person: Collaborator) => string;

/** How long a name stays beside a caret that rests, in ms. */
const NAMED_FOR = 3000;
/** How many carets are drawn at most: more would cover the text. */
const MOST = 50;
/** How far from a caret there may be text that its name could hide, in UTF-16 units. */
const NEAR = 500;

interface Mark {
  readonly caret: HTMLElement;
  readonly name: HTMLElement;
  readonly initial: HTMLElement;
  readonly stretch: HTMLElement[];
  /** Where it was drawn last, moved with the text since. */
  anchor: number;
  head: number;
  movedAt: number;
}

/** Somebody who is drawn, and what was measured. */
interface Drawn {
  readonly person: Collaborator;
  readonly mark: Mark;
  readonly box: Box | undefined;
  readonly stretch: readonly Box[];
  /** What a name could hide; `undefined` for who has none. */
  readonly near: readonly Box[] | undefined;
  readonly size: Box;
}

/** Draws the carets and selections of others over a text. */
export class CaretLayer {
  readonly #surface: () => Surface;
  readonly #marks = new Map<string, Mark>();

  constructor(surface: () => Surface) {
    this.#surface = surface;
  }

  /** Moves everybody along with the text, which is no move of their own. */
  shift(changes: readonly TextChange[]): void {
    for (const mark of this.#marks.values()) {
      mark.anchor = mapPosition(changes, mark.anchor, 'after');
      mark.head = mapPosition(changes, mark.head, 'after');
    }
  }

  /**
   * Draws everybody who has a place. Lays out once: everything is read before anything is placed.
   *
   * @returns in how many ms a name is to fade
   */
  draw(people: readonly Collaborator[], nameOf: NameOf, now: number): number {
    const placed = people.filter(({ selection }) => selection).slice(0, MOST);
    const keys = new Set(placed.map(({ key }) => key));
    for (const [key, mark] of this.#marks) if (!keys.has(key)) this.#remove(key, mark);
    if (placed.length === 0) return Infinity;
    const surface = this.#surface();
    surface.measure();
    const marks = placed.map((person) => this.#note(person, nameOf(person), now));
    const drawn = placed.map((person, index) => measured(surface, person, marks[index]!, now));
    const taken = [...ownRow(surface), ...drawn.flatMap(({ box }) => box ?? [])];
    const { width } = surface;
    let due = Infinity;
    for (const { person, mark, box, stretch, near, size } of drawn) {
      mark.caret.hidden = !box;
      this.#putStretch(mark, stretch, person);
      if (!box) continue;
      const others = near && [...taken.filter((other) => other !== box), ...near];
      const tag = others && placeTag(box, size, width, others);
      if (near) due = Math.min(due, mark.movedAt + NAMED_FOR - now);
      mark.caret.dataset['tag'] = tag?.kind ?? 'none';
      put(mark.caret, { ...box, width: 0 }, person);
      if (!tag || tag.kind === 'none') continue;
      taken.push(tag.box);
      set(mark.caret, '--_tag-x', tag.box.left - box.left);
      set(mark.caret, '--_tag-y', tag.box.top - box.top);
    }
    return due;
  }

  /** Takes over where somebody is, and what they are called. */
  #note(person: Collaborator, name: string, now: number): Mark {
    const mark = this.#marks.get(person.key) ?? this.#make(person.key);
    const { anchor, head } = person.selection!;
    const isSame = mark.anchor === anchor && mark.head === head;
    if (!isSame || person.typing) mark.movedAt = now;
    Object.assign(mark, { anchor, head });
    if (mark.name.textContent !== name) mark.name.textContent = name;
    if (mark.initial.textContent !== person.initial) mark.initial.textContent = person.initial;
    // Another surface has a layer of its own.
    const { layer } = this.#surface();
    if (mark.caret.parentNode !== layer) layer.append(...mark.stretch, mark.caret);
    return mark;
  }

  #make(key: string): Mark {
    const caret = this.#element('caret');
    const name = this.#element('tag', 'bdi');
    const initial = this.#element('margin', 'bdi');
    caret.dataset['key'] = key;
    caret.append(name, initial);
    const place = { anchor: -1, head: -1, movedAt: -Infinity };
    const mark = { caret, name, initial, stretch: [], ...place };
    this.#marks.set(key, mark);
    return mark;
  }

  #putStretch(mark: Mark, boxes: readonly Box[], person: Collaborator): void {
    for (const gone of mark.stretch.splice(boxes.length)) gone.remove();
    for (const [index, box] of boxes.entries()) {
      const piece = (mark.stretch[index] ??= this.#element('stretch'));
      if (!piece.isConnected) mark.caret.before(piece);
      put(piece, box, person);
    }
  }

  #remove(key: string, { caret, stretch }: Mark): void {
    for (const element of [caret, ...stretch]) element.remove();
    this.#marks.delete(key);
  }

  #element(part: string, tag = 'div'): HTMLElement {
    const element = this.#surface().layer.ownerDocument.createElement(tag);
    element.className = part;
    element.part.add(part);
    return element;
  }
}

function measured(surface: Surface, person: Collaborator, mark: Mark, now: number): Drawn {
  const { anchor, head } = mark;
  const hasName = mark.movedAt + NAMED_FOR > now;
  const { offsetWidth: width, offsetHeight: height } = mark.name;
  return {
    person,
    mark,
    box: surface.boxOf(head),
    stretch: surface.boxesOf(Math.min(anchor, head), Math.max(anchor, head)),
    near: hasName ? surface.boxesOf(Math.max(0, head - NEAR), head + NEAR, 0) : undefined,
    size: { left: 0, top: 0, width, height },
  };
}

/** The row that the reader types in, all of which may be needed at the next letter. */
function ownRow(surface: Surface): Box[] {
  const box = surface.hasFocus ? surface.boxOf(surface.place.head) : undefined;
  return box ? [{ ...box, left: MARGIN, width: surface.width - 2 * MARGIN }] : [];
}

function put(element: HTMLElement, box: Box, { colour }: Collaborator): void {
  set(element, '--_x', box.left);
  set(element, '--_y', box.top);
  set(element, '--_w', box.width);
  set(element, '--_h', box.height);
  set(element, '--_fill-light', colour.light);
  set(element, '--_fill-dark', colour.dark);
}

function set(element: HTMLElement, name: string, value: number | string): void {
  const text = typeof value === 'number' ? `${value.toFixed(1)}px` : value;
  if (element.style.getPropertyValue(name) !== text) element.style.setProperty(name, text);
}
