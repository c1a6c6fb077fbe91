import { isProblem, parseItem, type Item } from '../core/optimistic-item.js';
import type { Operation, Row } from '../core/optimistic-row.js';
import { readRetryAfter } from '../core/retry-after.js';
import type { Runtime } from '../core/runtime.js';

/** What came of a request. */
export type Answer =
  | { readonly came: 'done'; readonly item?: Item; readonly invalid?: Invalid }
  /** Nobody knows whether the server has it. */
  | { readonly came: 'lost' }
  /** `again` tells that the server may take it later; `retryAfter` is when, in ms from now. */
  | {
      readonly came: 'refused';
      readonly status: number;
      readonly again: boolean;
      readonly retryAfter: number | undefined;
    };

/** Something off the wire that cannot be used, and why. */
export interface Invalid {
  readonly problem: string;
  readonly payload: unknown;
}

const METHODS = { add: 'POST', edit: 'PATCH', remove: 'DELETE' } as const;

/** Loads a list: an array of items, or `{items}`. Throws when there is none. */
export async function loadItems(
  runtime: Runtime,
  src: string,
  signal: AbortSignal,
  onInvalid: (invalid: Invalid) => void,
): Promise<Item[]> {
  const url = new URL(src, runtime.page.baseUrl).href;
  // The server is to be asked, not the browser's cache.
  const init = { headers: { accept: 'application/json' }, cache: 'no-store', signal } as const;
  const response = await runtime.fetch(url, init);
  if (!response.ok) throw new Error(`status ${response.status}`);
  const body = (await response.json()) as { items?: unknown } | unknown[] | null;
  const list = Array.isArray(body) ? body : body?.items;
  if (!Array.isArray(list)) throw new Error('no array');
  return list.flatMap((payload: unknown) => {
    const item = parseItem(payload);
    if (!isProblem(item)) return [item];
    onInvalid({ problem: item.problem, payload });
    return [];
  });
}

/** Asks the server for one operation. Never throws. */
export async function sendOperation(
  runtime: Runtime,
  src: string,
  { key, id = key }: Row,
  operation: Operation,
  signal: AbortSignal,
): Promise<Answer> {
  const { kind, patch } = operation;
  try {
    const url = new URL(src, runtime.page.baseUrl);
    if (kind !== 'add') {
      url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(id)}`;
    }
    const response = await runtime.fetch(url.href, {
      method: METHODS[kind],
      headers: {
        'content-type': 'application/json',
        'idempotency-key': operation.key,
      },
      ...(kind !== 'remove' && {
        body: JSON.stringify(kind === 'add' ? { ...patch, clientId: key } : patch),
      }),
      signal,
    });
    if (response.ok) return kind === 'remove' ? { came: 'done' } : read(await response.text());
    const { status, headers } = response;
    const retryAfter = readRetryAfter(headers.get('retry-after'), runtime.clock.now());
    const again = status >= 500 || status === 429 || status === 408 || status === 425;
    return { came: 'refused', status, again, retryAfter };
  } catch {
    return { came: 'lost' };
  }
}

function read(text: string): Answer {
  if (!text) return { came: 'done' };
  let payload: unknown = text;
  try {
    payload = JSON.parse(text);
  } catch {
    // Then it is a text, which is no item.
  }
  const item = parseItem(payload);
  if (!isProblem(item)) return { came: 'done', item };
  return { came: 'done', invalid: { problem: item.problem, payload } };
}
