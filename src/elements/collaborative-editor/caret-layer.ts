import type { Collaborator } from '../../documents/collaborator.js';
import { mapPosition, type TextChange } from '../../documents/text-change.js';
import type { Box, TextMirror } from './text-mirror.js';

/** Gives the name to show beside a caret. */
export type NameOf = (person: Collaborator) => string;

/** How long a name stays beside a caret that rests, in ms. */
const NAMED_FOR = 3000;
/** How many carets are drawn at most: more would cover the text. */
const MOST = 50;

interface Mark {
  readonly caret: HTMLElement;
  readonly name: HTMLElement;
  readonly stretch: HTMLElement[];
  /** Where it was drawn last, moved with the text since. */
  anchor: number;
  head: number;
  movedAt: number;
}

/** Draws the carets and selections of others over a text field. */
export class CaretLayer {
  readonly #mirror: TextMirror;
  readonly #area: HTMLTextAreaElement;
  readonly #marks = new Map<string, Mark>();

  constructor(area: HTMLTextAreaElement, mirror: TextMirror) {
    this.#area = area;
    this.#mirror = mirror;
  }

  /** Moves everybody along with the text, which is no move of their own. */
  shift(changes: readonly TextChange[]): void {
    for (const mark of this.#marks.values()) {
      mark.anchor = mapPosition(changes, mark.anchor, 'after');
      mark.head = mapPosition(changes, mark.head, 'after');
    }
  }

  /**
   * Draws everybody who has a place. Lays out once: everything is read before anything is written.
   *
   * @returns in how many ms a name is to fade
   */
  draw(people: readonly Collaborator[], nameOf: NameOf, now: number): number {
    const drawn = people.filter(({ selection }) => selection).slice(0, MOST);
    const keys = new Set(drawn.map(({ key }) => key));
    for (const [key, mark] of this.#marks) if (!keys.has(key)) this.#remove(key, mark);
    if (drawn.length === 0) return Infinity;
    this.#mirror.update();
    const isHere = (this.#area.getRootNode() as ShadowRoot).activeElement === this.#area;
    const own = isHere ? this.#mirror.boxOf(this.#area.selectionEnd) : undefined;
    const places = drawn.map(({ selection }) => {
      const { anchor, head } = selection!;
      const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)];
      return { box: this.#mirror.boxOf(head), stretch: this.#mirror.boxesOf(from, to) };
    });
    const { clientWidth } = this.#area;
    let due = Infinity;
    for (const [index, person] of drawn.entries()) {
      const { box, stretch } = places[index]!;
      const mark = this.#marks.get(person.key) ?? this.#make(person.key);
      const { anchor, head } = person.selection!;
      const isSame = mark.anchor === anchor && mark.head === head;
      if (!isSame || person.typing) mark.movedAt = now;
      Object.assign(mark, { anchor, head });
      const rest = mark.movedAt + NAMED_FOR - now;
      if (rest > 0) due = Math.min(due, rest);
      const name = nameOf(person);
      if (mark.name.textContent !== name) mark.name.textContent = name;
      mark.caret.dataset['tag'] = rest > 0 ? sideOf(box, own) : 'none';
      mark.caret.toggleAttribute('data-flip', box.left > clientWidth / 2);
      mark.caret.dataset['key'] = person.key;
      put(mark.caret, { ...box, width: 0 }, person);
      this.#putStretch(mark, stretch, person);
    }
    return due;
  }

  #make(key: string): Mark {
    const caret = this.#element('caret');
    const name = this.#element('tag', 'bdi');
    caret.append(name);
    this.#mirror.root.append(caret);
    const mark = { caret, name, stretch: [], anchor: -1, head: -1, movedAt: -Infinity };
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
    const element = this.#area.ownerDocument.createElement(tag);
    element.className = part;
    element.part.add(part);
    return element;
  }
}

/** Finds the side of a caret where its name covers nothing that is being typed. */
function sideOf(box: Box, own: Box | undefined): 'above' | 'below' | 'none' {
  const line = own && Math.round((own.top - box.top) / box.height);
  const isFirst = box.top < box.height;
  if (!isFirst && line !== -1) return 'above';
  return line === 1 ? 'none' : 'below';
}

function put(element: HTMLElement, box: Box, { colour }: Collaborator): void {
  const set = (name: string, value: string): void => {
    if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
  };
  set('--_x', `${box.left.toFixed(1)}px`);
  set('--_y', `${box.top.toFixed(1)}px`);
  set('--_w', `${box.width.toFixed(1)}px`);
  set('--_h', `${box.height.toFixed(1)}px`);
  set('--_fill-light', colour.light);
  set('--_fill-dark', colour.dark);
}
