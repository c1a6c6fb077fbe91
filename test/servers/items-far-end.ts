import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** Where the list is on every far end. */
const PLACE = /^\/items(?:\/([^/]+))?$/;

interface Item {
  readonly id: string;
  readonly text: string;
  readonly version: number;
}

/**
 * Keeps a list as applications do: `GET` and `POST /items`, `PATCH` and `DELETE /items/<id>`. What
 * has an idempotency key is done once, and everybody is told. Fish is refused.
 */
export class ItemsFarEnd {
  readonly #items = new Map<string, Item>();
  readonly #done = new Map<string, readonly [number, unknown]>();
  readonly #note: (path: string, text: string) => void;
  readonly #tell: (type: string, payload: object) => void;
  #count = 0;

  constructor(
    note: (path: string, text: string) => void,
    tell: (type: string, payload: object) => void,
  ) {
    this.#note = note;
    this.#tell = tell;
  }

  /** Whether a request is for the list. */
  knows({ url = '' }: IncomingMessage): boolean {
    return PLACE.test(url);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-methods', 'GET, POST, PATCH, DELETE');
    response.setHeader('access-control-allow-headers', 'content-type, idempotency-key');
    if (method === 'OPTIONS') return void response.writeHead(204).end();
    const body = await text(request);
    const key = String(headers['idempotency-key'] ?? '');
    if (method !== 'GET') this.#note('/items', `${method} ${url} ${body}`.trim());
    const known = this.#done.get(key);
    const [status, answer] = known ?? this.#do(method, PLACE.exec(url)?.[1] ?? '', body, key);
    if (key) this.#done.set(key, [status, answer]);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  }

  clear(): void {
    this.#items.clear();
    this.#done.clear();
    this.#count = 0;
  }

  #do(method: string, id: string, body: string, key: string): readonly [number, unknown] {
    if (method === 'GET') return [200, { items: [...this.#items.values()] }];
    const { text: said = '' } = body ? (JSON.parse(body) as { text?: string }) : {};
    if (said === 'Fish') return [422, { error: 'No fish.' }];
    const version = ++this.#count;
    if (method === 'DELETE') {
      this.#items.delete(id);
      this.#tell('item-removed', { id, version, idempotencyKey: key });
      return [204, undefined];
    }
    if (method === 'PATCH' && !this.#items.has(id)) return [404, { error: 'No such item.' }];
    const item = { id: id || `i${version}`, text: said, version };
    this.#items.set(item.id, item);
    this.#tell(method === 'POST' ? 'item-added' : 'item-updated', { ...item, idempotencyKey: key });
    return [method === 'POST' ? 201 : 200, item];
  }
}
