import type { Annotation, Extension, StateEffect, Text, Transaction } from '@codemirror/state';
import type { DecorationSet, EditorView } from '@codemirror/view';
import type { TextChange } from '../../documents/text-change.js';
import type { CodemirrorPackages } from './codemirror-packages.js';
import { theme } from './codemirror-theme.js';
import { takeHistoryInput } from './history-input.js';
import { boxesInRange } from './range-boxes.js';
import type { Box, Place, Surface, SurfaceEvents, SurfaceLook } from './surface.js';

/** What a surface of CodeMirror is made of. */
export interface CodemirrorOptions {
  /** Gets the styles: as constructed sheets, which a strict policy allows. */
  readonly root: ShadowRoot;
  readonly value: string;
  readonly events: SurfaceEvents;
  /** What the page adds. It comes first, and so wins. */
  readonly extensions: readonly object[];
}

/** CodeMirror as a surface: it lays out only what can be seen, and takes the page's extensions. */
export class CodemirrorSurface implements Surface {
  readonly layer: HTMLElement;
  readonly nodes: readonly HTMLElement[];
  readonly #packages: CodemirrorPackages;
  readonly #events: SurfaceEvents;
  readonly #view: EditorView;
  /** Marks what the surface does itself. */
  readonly #own: Annotation<boolean>;
  readonly #setLook: (extension: Extension) => StateEffect<unknown>;
  #text: { readonly doc: Text | undefined; readonly value: string } = { doc: undefined, value: '' };
  #look = '';
  #isDestroyed = false;

  constructor(packages: CodemirrorPackages, options: CodemirrorOptions) {
    const { state, view } = packages;
    const { root, value, events, extensions } = options;
    const look = new state.Compartment();
    this.#packages = packages;
    this.#events = events;
    this.#own = state.Annotation.define<boolean>().of(true);
    this.#setLook = (extension) => look.reconfigure(extension);
    this.#view = new view.EditorView({
      root,
      doc: value,
      extensions: [extensions as Extension, look.of([]), this.#behaviour()],
      dispatchTransactions: (transactions) => this.#onTransactions(transactions),
    });
    this.layer = root.ownerDocument.createElement('div');
    this.layer.className = 'layer';
    this.layer.ariaHidden = 'true';
    this.#view.scrollDOM.append(this.layer);
    this.nodes = [this.#view.dom];
  }

  get field(): HTMLElement {
    return this.#view.contentDOM;
  }

  get width(): number {
    return this.#view.scrollDOM.clientWidth;
  }

  get hasFocus(): boolean {
    return (this.field.getRootNode() as ShadowRoot).activeElement === this.field;
  }

  get value(): string {
    const { doc } = this.#view.state;
    if (this.#text.doc !== doc) this.#text = { doc, value: doc.toString() };
    return this.#text.value;
  }

  get place(): Place {
    const { anchor, head } = this.#view.state.selection.main;
    return { anchor, head };
  }

  get top(): number {
    const { scrollDOM, documentPadding } = this.#view;
    return this.#view.lineBlockAtHeight(scrollDOM.scrollTop - documentPadding.top).from;
  }

  set top(position: number) {
    const { EditorView } = this.#packages.view;
    if (position === 0) this.#view.scrollDOM.scrollTop = 0;
    else {
      const effects = EditorView.scrollIntoView(position, { y: 'start', yMargin: 0 });
      this.#view.dispatch({ effects, annotations: this.#own });
    }
  }

  show(look: SurfaceLook): void {
    if (this.#look === (this.#look = JSON.stringify(look))) return;
    const { state, view } = this.#packages;
    const attributes: Record<string, string> = {
      'aria-label': look.label,
      'aria-invalid': String(look.invalid),
      'aria-required': String(look.required),
      'aria-disabled': String(look.disabled),
      ...(look.describedBy ? { 'aria-describedby': look.describedBy } : {}),
      // Also where nothing can be edited, one can go there, read and copy.
      ...(look.disabled ? {} : { tabindex: '0' }),
    };
    this.#view.dom.style.setProperty('--_rows', String(look.rows));
    this.#view.dispatch({
      effects: this.#setLook([
        view.EditorView.contentAttributes.of(attributes),
        view.EditorView.editable.of(!look.disabled),
        state.EditorState.readOnly.of(look.readOnly),
        view.placeholder(look.placeholder),
      ]),
      annotations: this.#own,
    });
  }

  put(_value: string, changes: readonly TextChange[], caret?: number): void {
    const place = caret === undefined ? {} : { selection: { anchor: caret }, scrollIntoView: true };
    this.#view.dispatch({ changes: [...changes], ...place, annotations: this.#own, filter: false });
  }

  select({ anchor, head }: Place): void {
    this.#view.dispatch({ selection: { anchor, head }, annotations: this.#own });
  }

  reveal(position: number): void {
    const effects = this.#packages.view.EditorView.scrollIntoView(position);
    this.#view.dispatch({ effects, annotations: this.#own });
  }

  measure(): void {
    // Asking for a place makes it measure what it would measure at the next frame.
    this.#view.coordsAtPos(0);
    const height = `${this.field.offsetHeight}px`;
    const { style } = this.layer;
    if (style.getPropertyValue('--_height') !== height) style.setProperty('--_height', height);
  }

  lineAt(position: number): number {
    const { doc } = this.#view.state;
    return doc.lineAt(Math.min(position, doc.length)).number - 1;
  }

  boxOf(position: number): Box | undefined {
    const { from, to } = this.#view.viewport;
    const rect = position < from || position > to ? null : this.#view.coordsAtPos(position, 1);
    if (!rect) return undefined;
    const origin = this.layer.getBoundingClientRect();
    const { left, top, bottom } = rect;
    return { left: left - origin.left, top: top - origin.top, width: 0, height: bottom - top };
  }

  boxesOf(from: number, to: number, blank?: number): readonly Box[] {
    const origin = this.layer.getBoundingClientRect();
    return this.#view.visibleRanges.flatMap((range) => {
      const [start, end] = [Math.max(from, range.from), Math.min(to, range.to)];
      return start < end ? boxesInRange(this.#view, start, end, origin, blank) : [];
    });
  }

  restore(): void {
    this.#view.requestMeasure();
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#view.destroy();
  }

  #behaviour(): Extension {
    const { state, view, commands } = this.#packages;
    const { EditorView } = view;
    const events = this.#events;
    return [
      state.Prec.high(
        EditorView.domEventHandlers({
          keydown: (event, { state: now }) => takeHistoryInput(event, events, now.readOnly),
          beforeinput: (event, { state: now }) => takeHistoryInput(event, events, now.readOnly),
          // Only some of what the reader does comes with one, so there is another for all of it.
          input: (event) => event.stopPropagation(),
        }),
      ),
      view.keymap.of(commands.defaultKeymap),
      EditorView.lineWrapping,
      EditorView.perLineTextDirection.of(true),
      EditorView.decorations.of((editor) => this.#turnLines(editor)),
      EditorView.theme(theme),
      EditorView.editorAttributes.of({ class: 'codemirror' }),
      EditorView.contentAttributes.of({
        ...{ id: 'area', part: 'area', class: 'text' },
        // As a text area has it: this is prose at least as often as it is code.
        ...{ spellcheck: 'true', autocorrect: 'on', autocapitalize: 'sentences' },
      }),
      EditorView.updateListener.of(({ geometryChanged, viewportChanged }) => {
        if (geometryChanged || viewportChanged) events.onMove();
      }),
      EditorView.domEventObservers({
        compositionstart: () => events.onCompose(true),
        // What it ends with is read from the page first.
        compositionend: () => queueMicrotask(() => this.#isDestroyed || events.onCompose(false)),
        focus: () => events.onSelect(),
        blur: () => this.#isDestroyed || events.onBlur(),
        scroll: () => events.onMove(),
      }),
    ];
  }

  /** Lets each line go the way of its own script. */
  #turnLines({ state: { doc }, visibleRanges }: EditorView): DecorationSet {
    const { state, view } = this.#packages;
    const line = view.Decoration.line({ attributes: { dir: 'auto' } });
    const lines = new state.RangeSetBuilder<typeof line>();
    for (const { from, to } of visibleRanges) {
      for (let at = doc.lineAt(from); ; at = doc.line(at.number + 1)) {
        lines.add(at.from, at.from, line);
        if (at.to >= to) break;
      }
    }
    return lines.finish();
  }

  #onTransactions(transactions: readonly Transaction[]): void {
    const view = this.#view;
    view.update(transactions);
    const others = transactions.filter((each) => !each.annotation(this.#own.type));
    if (others.some(({ docChanged }) => docChanged)) {
      this.#events.onInput(view.compositionStarted);
      view.dom.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    } else if (others.some(({ selection }) => selection)) this.#events.onSelect();
  }
}
