import { resolveConflict, type TimestampedRecord } from './conflict.js';
import { nameOfValue } from './wire-text.js';

/** An item of a list that a server keeps. Fields of its own are carried along. */
export interface Item {
  readonly id: string;
  readonly text: string;
  readonly done?: boolean;
  /** Grows with every change. Tells old news from new. */
  readonly version?: number;
  /** When it was changed, where there is no version: ms since the epoch, or an ISO 8601 text. */
  readonly timestamp?: number | string;
  readonly [field: string]: unknown;
}

/** Fields of an item and what they are to become. */
export type Patch = Readonly<Record<string, unknown>>;

/** Why something off the wire is no item: names cause and remedy. */
export interface ItemProblem {
  readonly problem: string;
}

/** The most code units of an id: it has to fit into an address. */
const LONGEST_ID = 256;

export function isProblem(parsed: Item | string | ItemProblem): parsed is ItemProblem {
  return typeof parsed === 'object' && 'problem' in parsed && !('id' in parsed);
}

/** Reads an item off the wire. */
export function parseItem(payload: unknown): Item | ItemProblem {
  const id = parseId(payload);
  if (typeof id !== 'string') return id;
  const given = payload as Record<string, unknown>;
  const text = typeof given['text'] === 'number' ? String(given['text']) : given['text'];
  if (typeof text === 'string') return { ...given, id, text };
  const problem = `"text" is ${nameOfValue(text)}. Give each item a text.`;
  return { problem };
}

/** Reads the id of an item off the wire. */
export function parseId(payload: unknown): string | ItemProblem {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    return { problem: `The item is ${nameOfValue(payload)}. Send an object with "id" and "text".` };
  }
  const { id } = payload as { id?: unknown };
  const isText = (typeof id === 'string' && id !== '') || typeof id === 'number';
  if (!isText) return { problem: `"id" is ${nameOfValue(id)}. Give each item a text or a number.` };
  const text = String(id);
  // Dots alone would climb out of the list's address, however they are escaped.
  if (/^\.\.?$|\p{Surrogate}/u.test(text) || text.length > LONGEST_ID) {
    return { problem: '"id" cannot be part of an address. Give each item a short, plain id.' };
  }
  return text;
}

/** Whether two values off the wire are the same data. */
export function isSameValue(a: unknown, b: unknown): boolean {
  try {
    return a === b || JSON.stringify(a) === JSON.stringify(b);
  } catch {
    // Too deep to be compared.
    return false;
  }
}

/** Whether `remote` is newer than what is known; `undefined` where neither says. */
export function isNewer(remote: Item, known: Item): boolean | undefined {
  if (typeof remote.version === 'number' && typeof known.version === 'number') {
    return remote.version > known.version;
  }
  return isTimed(remote) && isTimed(known) ? resolveConflict(known, remote).apply : undefined;
}

/** What is known after hearing of `remote`, which is not older. */
export function newest(known: Item, remote: Item): Item {
  const isVersioned = typeof remote.version === 'number';
  if (isVersioned || !isTimed(remote) || !isTimed(known)) return remote;
  return resolveConflict(known, remote).value;
}

function isTimed(item: Item): item is Item & TimestampedRecord {
  return item.timestamp !== undefined;
}
