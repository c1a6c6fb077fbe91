import type { Transaction, YTextEvent, Text as YText } from 'yjs';
import { failure } from '../core/failure.js';
import type { Unsubscribe } from '../core/runtime.js';
import { applyChanges, type TextChange } from './text-change.js';
import { isHigh, isLow } from './text-diff.js';

/** Stands for whatever is in a text but is none, such as a picture. */
const OBJECT = '\uFFFC';

/** Learns what has changed, and in which transaction. */
export type TextListener = (changes: readonly TextChange[], transaction: Transaction) => void;

/** A `Y.Text` as plain text with the same positions. */
export class SharedText {
  /** The most UTF-16 units that edits may lead to. */
  maxLength: number;
  readonly #source: YText;
  #text: string;

  constructor(source: YText, maxLength: number) {
    this.#source = source;
    this.maxLength = maxLength;
    this.#text = (source.toDelta() as Insertion[]).map(({ insert }) => plain(insert)).join('');
  }

  get text(): string {
    return this.#text;
  }

  /**
   * Calls `listener` for every change, whoever made it, until the returned function is called. Only
   * while somebody listens the text is up to date.
   */
  observe(listener: TextListener): Unsubscribe {
    const onChange = (event: YTextEvent, transaction: Transaction): void => {
      const changes = changesOf(event);
      if (changes.length === 0) return;
      this.#text = applyChanges(this.#text, changes);
      listener(changes, transaction);
    };
    this.#source.observe(onChange);
    return () => this.#source.unobserve(onChange);
  }

  /**
   * Changes the text in one transaction. Positions out of range are moved to the end, those inside a
   * character to its edge; line breaks become `\n`.
   *
   * @throws TallyError `document-full` if the text would grow beyond its limit: nothing is changed.
   */
  edit(changes: readonly TextChange[], origin: unknown, limited = true): void {
    const edits = changes.map((change) => this.#tidied(change));
    const growth = edits.reduce(
      (sum, { from, to, insert }) => sum + insert.length - (to - from),
      0,
    );
    const length = this.#text.length + growth;
    if (limited && growth > 0 && length > this.maxLength) throw full(length, this.maxLength);
    this.#source.doc!.transact(() => {
      // From the end, so that what is before keeps its place.
      for (const { from, to, insert } of edits.reverse()) {
        if (to > from) this.#source.delete(from, to - from);
        if (insert) this.#source.insert(from, insert);
      }
    }, origin);
  }

  #tidied({ from, to, insert }: TextChange): TextChange {
    const start = this.#edge(from, -1);
    const end = to > from ? Math.max(start, this.#edge(to, 1)) : start;
    return { from: start, to: end, insert: wellFormed(insert).replace(/\r\n?/g, '\n') };
  }

  /** Moves a position into the text and out of a character. */
  #edge(position: number, outwards: -1 | 1): number {
    const inside = clampPosition(position, this.#text.length);
    const splits =
      isHigh(this.#text.charCodeAt(inside - 1)) && isLow(this.#text.charCodeAt(inside));
    return splits ? inside + outwards : inside;
  }
}

/** Reads a position, whatever it is, as one in a text of `length` units. */
export function clampPosition(position: unknown, length: number): number {
  if (typeof position !== 'number' || Number.isNaN(position)) return 0;
  return Math.trunc(Math.min(Math.max(position, 0), length));
}

interface Insertion {
  readonly insert: unknown;
}

/** Reads as text what was inserted, unit for unit. */
function plain(insert: unknown): string {
  if (typeof insert !== 'string') return OBJECT;
  // Text fields know one kind of line break, and would count two units as one.
  return insert.replace(/\r/g, ' ');
}

function changesOf({ delta }: YTextEvent): TextChange[] {
  const changes: TextChange[] = [];
  let position = 0;
  const put = (deleted: number, insert: string): void => {
    const last = changes.at(-1);
    if (last?.to === position) {
      const { from } = last;
      changes[changes.length - 1] = { from, to: position + deleted, insert: last.insert + insert };
    } else changes.push({ from: position, to: position + deleted, insert });
    position += deleted;
  };
  for (const { retain, insert, delete: deleted } of delta) {
    if (retain !== undefined) position += retain;
    if (insert !== undefined) put(0, plain(insert));
    if (deleted !== undefined) put(deleted, '');
  }
  return changes;
}

/** Replaces halves of characters, which cannot be sent. */
function wellFormed(text: string): string {
  return text.replace(
    /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g,
    '\uFFFD',
  );
}

function full(length: number, most: number): Error {
  const detail = `${length} of ${most} characters`;
  return failure('edit the document', 'document-full', detail, undefined, 'Shorten it first.');
}
