import { fingerprint } from '../core/fingerprint.js';
import { nameOfValue } from '../core/wire-text.js';
import { documentFailure } from './document-failure.js';
import { clampPosition } from './shared-text.js';

/** A whole text off the wire. */
export interface PlainUpdate {
  readonly content: string;
  /** The sender's caret, if the text tells of one. */
  readonly cursor: unknown;
  /** Whose caret it is, where the server says so. */
  readonly userId: unknown;
  /** The name of this text: no other has it, but for those of senders who give none. */
  readonly name: string;
  /** The name of the text that the sender had read last, if it and the server tell. */
  readonly basedOn: string | undefined;
  /** What the text is made of, if the sender and the server tell: as `TextState` has it. */
  readonly state: string | undefined;
  /** The name of the text that the state begins with. */
  readonly root: string | undefined;
}

/** The longest name of a text. */
const LONGEST_NAME = 200;

/** The longest text that is taken, in UTF-16 units: whoever sends more means harm. */
const LONGEST = 10_000_000;

/**
 * Reads a `document-update`, or an answer with a document.
 *
 * @throws TallyError `malformed-message`.
 */
export function readUpdate(payload: unknown): PlainUpdate {
  const { content, cursor, userId, version, basedOn, state, root } = (payload ?? {}) as Record<
    string,
    unknown
  >;
  if (typeof content !== 'string' || content.length > LONGEST) {
    const what = typeof content === 'string' ? 'too long' : nameOfValue(content);
    throw documentFailure('read a text', 'malformed-message', `"content" is ${what}`);
  }
  // Text fields know one kind of line break.
  const text = content.replace(/\r\n?/g, '\n');
  return {
    ...{ content: text, cursor, userId },
    name: readName(version) ?? nameOfText(text),
    basedOn: readName(basedOn),
    root: readName(root),
    state: typeof state === 'string' && state.length <= LONGEST ? state : undefined,
  };
}

/** Names a text whose sender gave it no name: equal texts have the same. */
export function nameOfText(text: string): string {
  return `=${fingerprint(text)}`;
}

function readName(name: unknown): string | undefined {
  return typeof name === 'string' && name.length <= LONGEST_NAME ? name : undefined;
}

/** Reads a caret: a position, or a selection as `{anchor, head}` or `{start, end}`. */
export function readCursor(
  cursor: unknown,
  length: number,
): { anchor: number; head: number } | undefined {
  if (cursor === undefined || cursor === null) return undefined;
  const at = (position: unknown): number => clampPosition(position, length);
  if (typeof cursor !== 'object') return { anchor: at(cursor), head: at(cursor) };
  const { anchor, head, start, end, position } = cursor as Record<string, unknown>;
  const last = head ?? end ?? position;
  return typeof last === 'number'
    ? { anchor: at(anchor ?? start ?? last), head: at(last) }
    : undefined;
}
