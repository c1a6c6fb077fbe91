import type { TextChange } from '../../documents/text-change.js';

/** A place on a surface, in pixels from the top left corner of its layer. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where a selection begins and where its caret is. */
export interface Place {
  readonly anchor: number;
  readonly head: number;
}

/** What a surface says of itself, and what it allows. */
export interface SurfaceLook {
  readonly label: string;
  readonly placeholder: string;
  /** How many lines it is high, unless it is given a height. */
  readonly rows: number;
  readonly readOnly: boolean;
  readonly disabled: boolean;
  readonly required: boolean;
  readonly invalid: boolean;
  /** The id of what describes it; empty if nothing does. */
  readonly describedBy: string;
}

/** What a surface tells of. */
export interface SurfaceEvents {
  /** The user has changed the text; an input method may still be at work. */
  onInput(isComposing: boolean): void;
  /** An input method has begun, or is through. */
  onCompose(isComposing: boolean): void;
  /** The caret may be elsewhere. */
  onSelect(): void;
  /** The text has been scrolled, or laid out anew. */
  onMove(): void;
  onBlur(): void;
  onUndo(): void;
  onRedo(): void;
}

/** A field that shows a text, takes what is typed, and knows where on the screen a position is. */
export interface Surface {
  /** What stands in the page. */
  readonly nodes: readonly HTMLElement[];
  /** What has the focus. */
  readonly field: HTMLElement;
  /** Scrolls with the text; what is drawn over that belongs into it. */
  readonly layer: HTMLElement;
  /** How wide the text and what is around it are, in pixels. */
  readonly width: number;
  readonly hasFocus: boolean;
  readonly value: string;
  readonly place: Place;
  /** The first position that can be seen. */
  top: number;

  show(look: SurfaceLook): void;
  /**
   * Changes the text, and leaves the caret and the scroll position where they are in it.
   *
   * @param value What `changes` make of the text.
   * @param caret Where to go instead, for what the reader did.
   */
  put(value: string, changes: readonly TextChange[], caret?: number): void;
  select(place: Place): void;
  /** Scrolls no further than needed to show a position. */
  reveal(position: number): void;
  /** Takes over what has another size. */
  measure(): void;
  /** Finds the line of a position, from 0. */
  lineAt(position: number): number;
  /** Finds where a position is; `undefined` if it is not laid out. Call `measure` before. */
  boxOf(position: number): Box | undefined;
  /**
   * Finds what of a stretch can be seen, line by line. Call `measure` before.
   *
   * @param blank How wide a line without anything is taken to be.
   */
  boxesOf(from: number, to: number, blank?: number): readonly Box[];
  /** The page has it again, after it was taken out. */
  restore(): void;
  destroy(): void;
}
