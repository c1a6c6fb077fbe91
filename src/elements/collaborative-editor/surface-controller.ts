import type { LitElement, ReactiveController } from 'lit';
import { TallyError } from '../../core/errors.js';
import type { Unsubscribe } from '../../core/runtime.js';
import type { Collaborator } from '../../documents/collaborator.js';
import type { DocumentEvents } from '../../documents/document-events.js';
import type { SharedDocument } from '../../documents/shared-document.js';
import { applyChanges, mapPosition, rebase, type TextChange } from '../../documents/text-change.js';
import { diffTexts } from '../../documents/text-diff.js';
import { clashOf, type Clash } from './clash.js';
import type { Surface, SurfaceEvents } from './surface.js';

/** What the host wants to hear about its surface. */
export interface SurfaceListener {
  /** The text, the caret, the scroll position or what does not fit has changed. */
  onChange(): void;
  /** The reader has changed the text. */
  onInput(): void;
  onBlur(): void;
  /** What was typed does not fit into the document. */
  onFull(error: TallyError): void;
  /** Somebody else has changed the text where the reader is. */
  onClash(clash: Clash): void;
}

/** Makes a surface that shows a text. */
export type MakeSurface = (events: SurfaceEvents, value: string) => Surface;

/**
 * Shows a document on a surface, and takes over what is typed there.
 *
 * What cannot be in the document yet, because an input method still composes it or there is no room,
 * stays on the surface as a draft, which what others write is woven into.
 */
export class SurfaceController implements ReactiveController {
  /** How many UTF-16 units of the draft have no room. */
  excess = 0;
  readonly #host: LitElement & { readonly maxLength: number };
  readonly #listener: SurfaceListener;
  readonly #events: SurfaceEvents = {
    onInput: (isComposing) => this.#onInput(isComposing),
    onCompose: (isComposing) => {
      if (isComposing) this.#isComposing = true;
      else this.endComposition();
    },
    onSelect: () => this.#tellSelection(),
    onMove: () => this.#listener.onChange(),
    onBlur: () => {
      this.endComposition();
      this.#listener.onBlur();
    },
    onUndo: () => this.undo(),
    onRedo: () => this.redo(),
  };
  #surface: Surface;
  #document: SharedDocument | undefined;
  /** The document's text without the draft. */
  #base = '';
  /** What others did while somebody composes. */
  #held: (readonly TextChange[])[] = [];
  /** What was set before there was a document. */
  #early: string | undefined;
  /** Lines break elsewhere when the field has another width. */
  #sizes: ResizeObserver | undefined;
  /** What takes the place of the surface once an input method is through. */
  #next: MakeSurface | undefined;
  /** Brings a new surface to where the old one was, once it is in the page. */
  #arrive: (() => void) | undefined;
  #limit = 0;
  #isComposing = false;
  #isPushing = false;
  #told = '';

  constructor(
    host: LitElement & { readonly maxLength: number },
    make: MakeSurface,
    listener: SurfaceListener,
  ) {
    this.#host = host;
    this.#listener = listener;
    this.#surface = make(this.#events, '');
    host.addController(this);
  }

  /** What the text is shown on now. */
  get current(): Surface {
    return this.#surface;
  }

  /** Shows the text on another surface: text, caret, focus and what is undone stay. */
  replace(make: MakeSurface): void {
    if (this.#isComposing) {
      this.#next = make;
      return;
    }
    const old = this.#surface;
    const { place, top, hasFocus } = old;
    const surface = make(this.#events, old.value);
    old.destroy();
    surface.select(place);
    this.#surface = surface;
    this.#arrive = () => {
      if (hasFocus) surface.field.focus({ preventScroll: true });
      surface.top = top;
    };
    this.#watchSize();
    this.#listener.onChange();
    this.#host.requestUpdate();
  }

  /** Shows a document until the returned function is called. */
  follow(document: SharedDocument): Unsubscribe {
    this.#document = document;
    this.#base = document.text;
    this.#held = [];
    this.#isComposing = false;
    this.excess = 0;
    this.#told = '';
    const { value } = this.#surface;
    if (value !== this.#base) this.#surface.put(this.#base, diffTexts(value, this.#base));
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
    const { value: old } = this.#surface;
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
    const next = this.#next;
    this.#next = undefined;
    if (next) this.replace(next);
  }

  /** Finds where others are on the surface, which may have a draft that they do not see. */
  placed(people: readonly Collaborator[]): readonly Collaborator[] {
    if (people.length === 0 || !this.#isDraft) return people;
    const changes = diffTexts(this.#base, this.#surface.value);
    const map = (position: number): number => mapPosition(changes, position);
    return people.map((person) => {
      const { selection: at } = person;
      if (!at) return person;
      return { ...person, selection: { anchor: map(at.anchor), head: map(at.head) } };
    });
  }

  /** Brings the caret to a position, and that into view. */
  goTo(position: number): void {
    this.#surface.field.focus({ preventScroll: true });
    this.#surface.select({ anchor: position, head: position });
    this.#surface.reveal(position);
    this.#tellSelection();
  }

  undo(): void {
    // What never got into the document is nobody's but one's own, and goes first.
    if (this.#isDraft) this.#put(this.#base, diffTexts(this.#surface.value, this.#base), true);
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
    this.#watchSize();
    this.#surface.restore();
  }

  hostUpdated(): void {
    const { maxLength } = this.#host;
    // With another limit there may be room.
    if (this.#limit !== (this.#limit = maxLength) && this.excess > 0) this.#push();
    this.#arrive?.();
    this.#arrive = undefined;
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect();
    this.endComposition();
  }

  get #isDraft(): boolean {
    return this.#surface.value !== this.#base;
  }

  #watchSize(): void {
    this.#sizes?.disconnect();
    this.#sizes?.observe(this.#surface.field);
  }

  /** Weaves what was done to the document into what the surface shows. */
  #absorb(changes: readonly TextChange[], isOwn: boolean): void {
    const { value, place, hasFocus } = this.#surface;
    const mine = diffTexts(this.#base, value);
    const woven = mine.length > 0 ? rebase(changes, mine) : changes;
    const clash = isOwn || !hasFocus ? undefined : clashOf(woven, place);
    this.#base = applyChanges(this.#base, changes);
    this.#put(applyChanges(value, woven), woven, isOwn);
    // For the document a caret is tied to what follows, and has gone on: here it has stayed.
    if (woven.some(({ from }) => from === place.anchor || from === place.head)) {
      this.#told = '';
      this.#tellSelection();
    }
    if (clash) this.#listener.onClash(clash);
    // What somebody else deleted may have made room.
    if (this.#isDraft && this.excess > 0) this.#push();
  }

  #put(value: string, changes: readonly TextChange[], isOwn: boolean): void {
    const last = changes.at(-1);
    const caret = isOwn && last ? mapPosition(changes, last.to, 'after') : undefined;
    this.#surface.put(value, changes, caret);
    this.#listener.onChange();
  }

  /** Puts the draft into the document, if there is room. */
  #push(): void {
    const document = this.#document;
    if (!document || !this.#isDraft) return this.#check();
    const hadRoom = this.excess === 0;
    const { value, place } = this.#surface;
    let full: TallyError | undefined;
    this.#isPushing = true;
    try {
      document.edit(...diffTexts(this.#base, value, Math.max(place.anchor, place.head)));
      this.#base = document.text;
      // The document knows no halves of characters.
      if (this.#isDraft) this.#put(this.#base, diffTexts(value, this.#base), false);
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
    this.excess = this.#isDraft
      ? Math.max(1, this.#surface.value.length - this.#host.maxLength)
      : 0;
    this.#listener.onChange();
  }

  #tellSelection(): void {
    const { place, hasFocus } = this.#surface;
    const told = `${place.anchor} ${place.head}`;
    if (!hasFocus || this.#isComposing || this.#told === told) return;
    this.#told = told;
    this.#document?.select(place.anchor, place.head);
    this.#listener.onChange();
  }

  #onInput(isComposing: boolean): void {
    this.#listener.onInput();
    // Where a composition ends without an event of its own, the next input that is none tells.
    if (!isComposing) this.endComposition();
    if (!this.#isComposing) this.#push();
    else this.#listener.onChange();
  }
}
