import type { PresenceSign } from './presence.js';
import { cutText, nameOfValue } from './wire-text.js';

/** Why a message tells of nobody: cause and remedy in two sentences. */
export interface PresenceProblem {
  readonly problem: string;
}

const MAX_ID_LENGTH = 256;
const MAX_NAME_LENGTH = 80;
const MAX_COLOR_LENGTH = 64;
/** Marks that turn the text around them, or hold others that do. */
const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
/** A sign that can be seen. */
const VISIBLE = /[^\p{C}\p{M}\p{Z}]/u;

/**
 * Reads who a presence message is about, with their name and colour if it gives them.
 *
 * Everything is cut to size: whoever sends a megabyte twice means the same. Names of nothing that
 * can be seen are none.
 */
export function readPresenceSign(payload: unknown): PresenceSign | PresenceProblem {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    return { problem: `The payload is ${nameOfValue(payload)}. Send an object with "userId".` };
  }
  const { userId, session, name, color } = payload as Record<string, unknown>;
  const id = idOf(userId);
  if (!id) {
    return { problem: `"userId" is ${nameOfValue(userId)}. Give each user a string or a number.` };
  }
  return {
    userId: id,
    session: session === undefined ? undefined : idOf(session) || undefined,
    name: nameOf(name),
    color: typeof color === 'string' && color.length <= MAX_COLOR_LENGTH ? color : undefined,
  };
}

/** Makes a name that can be shown of a text; `undefined` where there is nothing to be seen. */
export function nameOf(value: unknown): string | undefined {
  const start = typeof value === 'string' ? value.slice(0, 2 * MAX_NAME_LENGTH) : value;
  const plain = typeof start === 'string' ? start.replace(TURNS, '') : start;
  const name = cutText(plain, MAX_NAME_LENGTH);
  return VISIBLE.test(name) ? name : undefined;
}

function idOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.slice(0, MAX_ID_LENGTH) : '';
}
