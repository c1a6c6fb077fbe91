import { mapPosition, type TextChange } from '../../documents/text-change.js';
import { takeHistoryInput } from './history-input.js';
import type { Box, Place, Surface, SurfaceEvents, SurfaceLook } from './surface.js';
import { TextMirror } from './text-mirror.js';

/** A plain text area, and over it a layer for what a text area cannot show. */
export class TextareaSurface implements Surface {
  readonly field: HTMLTextAreaElement;
  readonly layer: HTMLElement;
  readonly nodes: readonly HTMLElement[];
  readonly #mirror: TextMirror;
  readonly #events: SurfaceEvents;

  constructor(document: Document, events: SurfaceEvents) {
    const field = (this.field = document.createElement('textarea'));
    const over = document.createElement('div');
    this.#events = events;
    this.#mirror = new TextMirror(field);
    this.layer = this.#mirror.root;
    this.nodes = [over, field];
    over.className = 'over';
    over.ariaHidden = 'true';
    over.append(this.layer);
    field.id = 'area';
    field.className = 'text';
    field.part.add('area');
    field.addEventListener('beforeinput', this.#onHistory);
    field.addEventListener('keydown', this.#onHistory);
    field.addEventListener('input', (event) => events.onInput(event.isComposing === true));
    field.addEventListener('compositionstart', () => events.onCompose(true));
    field.addEventListener('compositionend', () => events.onCompose(false));
    field.addEventListener('blur', () => events.onBlur());
    field.addEventListener('scroll', this.#onScroll, { passive: true });
    for (const type of ['selectionchange', 'select', 'keyup', 'pointerup', 'focus']) {
      field.addEventListener(type, () => events.onSelect());
    }
  }

  get width(): number {
    return this.field.clientWidth;
  }

  get hasFocus(): boolean {
    return (this.field.getRootNode() as ShadowRoot).activeElement === this.field;
  }

  get value(): string {
    return this.field.value;
  }

  get place(): Place {
    const { selectionStart: start, selectionEnd: end, selectionDirection: way } = this.field;
    return way === 'backward' ? { anchor: end, head: start } : { anchor: start, head: end };
  }

  get top(): number {
    return this.#mirror.top;
  }

  set top(position: number) {
    this.#mirror.top = position;
  }

  show(look: SurfaceLook): void {
    const { field } = this;
    if (field.ariaLabel !== look.label) field.ariaLabel = look.label;
    if (look.describedBy) field.setAttribute('aria-describedby', look.describedBy);
    else field.removeAttribute('aria-describedby');
    field.ariaInvalid = String(look.invalid);
    field.disabled = look.disabled;
    field.readOnly = look.readOnly;
    field.required = look.required;
    field.rows = look.rows;
    field.placeholder = look.placeholder;
    this.#turn();
  }

  put(value: string, changes: readonly TextChange[], caret?: number): void {
    const { field } = this;
    const { selectionStart: start, selectionEnd: end, selectionDirection: way } = field;
    const restore = this.#mirror.hold((position) => mapPosition(changes, position));
    field.value = value;
    this.#turn();
    if (caret === undefined) {
      const from = mapPosition(changes, start, start < end ? 'after' : 'before');
      field.setSelectionRange(from, Math.max(from, mapPosition(changes, end)), way);
      restore();
    } else {
      field.setSelectionRange(caret, caret);
      restore();
      this.reveal(caret);
    }
  }

  select({ anchor, head }: Place): void {
    const [start, end] = [Math.min(anchor, head), Math.max(anchor, head)];
    this.field.setSelectionRange(start, end, head < anchor ? 'backward' : 'forward');
  }

  reveal(position: number): void {
    this.#mirror.reveal(position);
  }

  measure(): void {
    this.#mirror.update();
  }

  lineAt(position: number): number {
    return this.#mirror.lineAt(position);
  }

  boxOf(position: number): Box {
    return this.#mirror.boxOf(position);
  }

  boxesOf(from: number, to: number, blank?: number): readonly Box[] {
    return this.#mirror.boxesOf(from, to, blank);
  }

  restore(): void {
    this.#mirror.restoreScroll();
  }

  destroy(): void {
    for (const node of this.nodes) node.remove();
  }

  /** Without any text the placeholder goes the way of the page. */
  #turn(): void {
    const dir = this.value ? 'auto' : '';
    if (this.field.dir !== dir) this.field.dir = dir;
  }

  readonly #onHistory = (event: KeyboardEvent | InputEvent): void => {
    takeHistoryInput(event, this.#events, this.field.readOnly);
  };

  readonly #onScroll = (): void => {
    this.#mirror.scroll();
    this.#events.onMove();
  };
}
