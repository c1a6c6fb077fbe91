import { nameOfValue } from './wire-text.js';

/** What a row shows: an object off the wire, as it came. */
export type LiveItem = Readonly<Record<string, unknown>>;

/** An item, and what tells it from all others. */
export interface LiveRow {
  readonly key: string;
  readonly item: LiveItem;
}

/** A whole list as it could be read. */
export interface LiveRows {
  /** One row for each key. */
  readonly rows: readonly LiveRow[];
  /** Why some could not be read, each in two sentences. */
  readonly invalid: readonly string[];
  /** Which keys came more than once, in two sentences each. */
  readonly duplicates: readonly string[];
}

/** Something that happened to one row. */
export type LiveChange =
  | LiveRow
  | { readonly key: string; readonly patch: LiveItem }
  | { readonly key: string; readonly deleted: true };

/** Why something is neither a list nor a change: cause and remedy in two sentences. */
export interface LiveProblem {
  readonly problem: string;
}

const LONGEST_KEY = 256;

/**
 * Reads a list, an array or `{items}`, whose items are told apart by `field`. What has no key is left
 * out. Of those with the same key the last counts, in the place of the first.
 */
export function readRows(value: unknown, field: string): LiveRows | LiveProblem {
  const items: unknown = Array.isArray(value) ? value : isItem(value) && value['items'];
  if (!Array.isArray(items)) {
    return { problem: `The list is ${nameOfValue(value)}. Send an array, or {"items": […]}.` };
  }
  const rows = new Map<string, LiveRow>();
  const invalid: string[] = [];
  const duplicates = new Set<string>();
  for (const [index, item] of (items as unknown[]).entries()) {
    const key = isItem(item) ? readKey(item[field]) : undefined;
    if (key === undefined || !isItem(item)) {
      invalid.push(`Item ${index + 1}: ${reasonOf(item, field)}`);
      continue;
    }
    if (rows.has(key)) duplicates.add(`"${key}" comes more than once. The last one is shown.`);
    rows.set(key, { key, item });
  }
  return { rows: [...rows.values()], invalid, duplicates: [...duplicates] };
}

/**
 * Reads a push: `{item}`, `{patch}`, `{id, deleted: true}`, an item as it is, or a whole list.
 *
 * @param known The key, where the way on which it came tells.
 */
export function readPush(
  payload: unknown,
  field: string,
  known?: string,
): LiveChange | LiveRows | LiveProblem {
  if (Array.isArray(payload)) return readRows(payload, field);
  if (!isItem(payload)) return { problem: reasonOf(payload, field) };
  const { item, patch, deleted, items } = payload;
  if (Array.isArray(items)) return readRows(payload, field);
  const content: LiveItem = isItem(item) ? item : isItem(patch) ? patch : payload;
  const ids = [content[field], payload[field], payload['id'], known];
  const key = ids.map(readKey).find((one) => one !== undefined);
  if (key === undefined) return { problem: reasonOf(content, field) };
  if (deleted === true) return { key, deleted };
  return content === patch ? { key, patch: content } : { key, item: content };
}

function isItem(value: unknown): value is LiveItem {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readKey(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text.slice(0, LONGEST_KEY) : undefined;
}

function reasonOf(item: unknown, field: string): string {
  if (!isItem(item)) return `It is ${nameOfValue(item)}. Send an object with "${field}".`;
  return `"${field}" is ${nameOfValue(item[field])}. Give each item a string or a number.`;
}
