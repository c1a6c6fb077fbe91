import type { LitElement, ReactiveController } from 'lit';
import { TallyError } from '../../core/errors.js';
import type { Unsubscribe } from '../../core/runtime.js';
import type { Collaborator } from '../../documents/collaborator.js';
import type { DocumentEvents } from '../../documents/document-events.js';
import type { SharedDocument } from '../../documents/shared-document.js';
import { applyChanges, mapPosition, rebase, type TextChange } from '../../documents/text-change.js';
import { diffTexts } from '../../documents/text-diff.js';
import { TextMirror } from './text-mirror.js';

/** What the host wants to hear about its text field. */
export interface SurfaceListener {
  /** The text, the caret, the scroll position or what does not fit has changed. */
  onChange(): void;
  /** What was typed does not fit into the document. */
  onFull(error: TallyError): void;
}

/**
 * Shows a document in a text field, and takes over what is typed there.
 *
 * What cannot be in the document yet, because an input method still composes it or there is no room,
 * stays in the field as a draft, which what others write is woven into.
 */
export class SurfaceController implements ReactiveController {
  readonly area: HTMLTextAreaElement;
  readonly mirror: TextMirror;
  /** How many UTF-16 units of the draft have no room. */
  excess = 0;
  readonly #host: LitElement & { readonly maxLength: number };
  readonly #listener: SurfaceListener;
  #document: SharedDocument | undefined;
  /** The document's text without the draft. */
  #base = '';
  /** What others did while somebody composes. */
  #held: (readonly TextChange[])[] = [];
  /** What was set before there was a document. */
  #early: string | undefined;
  /** Lines break elsewhere when the field has another width. */
  #sizes: ResizeObserver | undefined;
  #isComposing = false;
  #isPushing = false;
  #told = '';

  constructor(host: LitElement & { readonly maxLength: number }, listener: SurfaceListener) {
    this.#host = host;
    this.#listener = listener;
    const area = (this.area = host.ownerDocument.createElement('textarea'));
    area.id = 'area';
    area.part.add('area');
    this.mirror = new TextMirror(area);
    area.addEventListener('beforeinput', this.#onBeforeInput);
    area.addEventListener('input', this.#onInput);
    area.addEventListener('compositionstart', () => (this.#isComposing = true));
    area.addEventListener('compositionend', () => this.endComposition());
    area.addEventListener('blur', () => this.endComposition());
    area.addEventListener('keydown', this.#onKeydown);
    area.addEventListener('scroll', this.#onScroll, { passive: true });
    for (const type of ['selectionchange', 'select', 'keyup', 'pointerup', 'focus']) {
      area.addEventListener(type, () => this.#tellSelection());
    }
    host.addController(this);
  }

  /** Shows a document until the returned function is called. */
  follow(document: SharedDocument): Unsubscribe {
    this.#document = document;
    this.#base = document.text;
    this.#held = [];
    this.#isComposing = false;
    this.excess = 0;
    this.#told = '';
    if (this.area.value !== this.#base) this.area.value = this.#base;
    const onChange = ({ changes, by }: DocumentEvents['change']): void => {
      if (this.#isPushing) this.#base = document.text;
      else if (this.#isComposing) this.#held.push(changes);
      else this.#absorb(changes, by === 'history');
    };
    document.addEventListener('change', onChange);
    const early = this.#early;
    this.#early = undefined;
    if (early !== undefined) this.write(early);
    return () => {
      document.removeEventListener('change', onChange);
      this.#document = undefined;
    };
  }

  /** Makes the text another one, as an edit of one's own. */
  write(value: string): void {
    const { value: old } = this.area;
    if (!this.#document) this.#early = value;
    if (value === old) return;
    this.#put(value, diffTexts(old, value), false);
    if (this.#document && !this.#isComposing) this.#push();
  }

  /** Takes what is being composed as it is, and then what others did meanwhile. */
  endComposition(): void {
    if (!this.#isComposing) return;
    this.#isComposing = false;
    for (const changes of this.#held.splice(0)) this.#absorb(changes, false);
    this.#push();
  }

  /** Finds where others are in the field, which may have a draft that they do not see. */
  placed(people: readonly Collaborator[]): readonly Collaborator[] {
    if (people.length === 0 || !this.#isDraft) return people;
    const changes = diffTexts(this.#base, this.area.value);
    const map = (position: number): number => mapPosition(changes, position);
    return people.map((person) => {
      const { selection: at } = person;
      if (!at) return person;
      return { ...person, selection: { anchor: map(at.anchor), head: map(at.head) } };
    });
  }

  /** Brings the caret to a position, and that into view. */
  goTo(position: number): void {
    this.area.focus({ preventScroll: true });
    this.area.setSelectionRange(position, position);
    this.mirror.reveal(position);
    this.#tellSelection();
  }

  undo(): void {
    // What never got into the document is nobody's but one's own, and goes first.
    if (this.#isDraft) this.#put(this.#base, diffTexts(this.area.value, this.#base), true);
    else this.#document?.undo();
    this.#check();
  }

  /** Takes back all of one's own steps. */
  undoAll(): void {
    do this.undo();
    while (this.#document?.canUndo);
  }

  redo(): void {
    this.#document?.redo();
  }

  hostConnected(): void {
    const { ResizeObserver } = this.#host.ownerDocument.defaultView ?? globalThis;
    this.#sizes = new ResizeObserver(() => this.#listener.onChange());
    this.#sizes.observe(this.area);
    this.mirror.restoreScroll();
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect();
    this.endComposition();
  }

  get #isDraft(): boolean {
    return this.area.value !== this.#base;
  }

  /** Weaves what was done to the document into the field. */
  #absorb(changes: readonly TextChange[], isOwn: boolean): void {
    const { value } = this.area;
    const mine = diffTexts(this.#base, value);
    const woven = mine.length > 0 ? rebase(changes, mine) : changes;
    this.#base = applyChanges(this.#base, changes);
    this.#put(applyChanges(value, woven), woven, isOwn);
    // What somebody else deleted may have made room.
    if (this.#isDraft && this.excess > 0) this.#push();
  }

  /** Changes the field, and leaves the caret and the scroll position where they are in the text. */
  #put(value: string, changes: readonly TextChange[], isOwn: boolean): void {
    const { area, mirror } = this;
    const { selectionStart: start, selectionEnd: end, selectionDirection: way } = area;
    const restore = mirror.hold((position) => mapPosition(changes, position));
    area.value = value;
    const last = changes.at(-1);
    if (isOwn && last) {
      const caret = mapPosition(changes, last.to, 'after');
      area.setSelectionRange(caret, caret);
      restore();
      mirror.reveal(caret);
    } else {
      const from = mapPosition(changes, start, start < end ? 'after' : 'before');
      area.setSelectionRange(from, Math.max(from, mapPosition(changes, end)), way);
      restore();
    }
    this.#listener.onChange();
  }

  /** Puts the draft into the document, if there is room. */
  #push(): void {
    const document = this.#document;
    if (!document || !this.#isDraft) return this.#check();
    const hadRoom = this.excess === 0;
    let full: TallyError | undefined;
    this.#isPushing = true;
    try {
      document.edit(...diffTexts(this.#base, this.area.value, this.area.selectionEnd));
      this.#base = document.text;
      // The document knows no halves of characters.
      if (this.#isDraft) this.#put(this.#base, diffTexts(this.area.value, this.#base), false);
    } catch (error) {
      if (!(error instanceof TallyError)) throw error;
      full = error as TallyError;
    } finally {
      this.#isPushing = false;
    }
    this.#check();
    if (full && hadRoom) this.#listener.onFull(full);
    this.#tellSelection();
  }

  #check(): void {
    this.excess = this.#isDraft ? Math.max(1, this.area.value.length - this.#host.maxLength) : 0;
    this.#listener.onChange();
  }

  #tellSelection(): void {
    const { selectionStart: start, selectionEnd: end, selectionDirection: way } = this.area;
    const [anchor, head] = way === 'backward' ? [end, start] : [start, end];
    const isHere = this.#host.shadowRoot?.activeElement === this.area;
    const told = `${anchor} ${head}`;
    if (!isHere || this.#isComposing || this.#told === told) return;
    this.#told = told;
    this.#document?.select(anchor, head);
    this.#listener.onChange();
  }

  readonly #onInput = (event: Event): void => {
    // Where a composition ends without an event of its own, the next input that is none tells.
    if (!(event as InputEvent).isComposing) this.endComposition();
    if (!this.#isComposing) this.#push();
    else this.#listener.onChange();
  };

  readonly #onBeforeInput = (event: InputEvent): void => {
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') {
      event.preventDefault();
      if (event.inputType === 'historyUndo') this.undo();
      else this.redo();
    }
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.isComposing;
    if (!isCommand || (key !== 'z' && key !== 'y') || this.area.readOnly) return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) this.redo();
    else this.undo();
  };

  readonly #onScroll = (): void => {
    this.mirror.scroll();
    this.#listener.onChange();
  };
}
