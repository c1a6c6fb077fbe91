import type { Item } from '../src/core/optimistic-item.js';
import type { Respond } from '../src/stage/http-far-end.js';
import type { StagedRequest } from '../src/stage/http-parcel.js';
import type { Stage } from '../src/stage.js';
import type { CannedStream, StreamInput } from '../src/stage/stream.js';

/** A request, as a plan sees it. */
export interface Asked {
  readonly method: string;
  /** The id in its address, if there is one. */
  readonly id: string;
  /** The text in its body, if there is one. */
  readonly text: string;
  /** When it arrived, in ms since the stage began. */
  readonly at: number;
}

/** What happens to a request. */
export interface Fate {
  /** Refuses with this status. */
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** How long the answer takes, in ms. */
  readonly delay?: number;
  /** Loses the request, or the answer to what was done. */
  readonly lost?: 'request' | 'answer';
  /** How long after it was done everybody hears of it, in ms; `Infinity` for never. */
  readonly echo?: number;
}

export interface ItemServerOptions {
  /** What is on the list in the beginning. */
  readonly items?: readonly (string | Partial<Item>)[];
  readonly plan?: (asked: Asked) => Fate;
  /** The source of the stage that the server tells everybody through. */
  readonly tells?: string;
  /** A stream whose `item-…` messages are changes of others: the server makes them, too. */
  readonly others?: StreamInput;
}

/** A server that keeps a list, does what has a key once, and tells everybody: for stories and tests. */
export class ItemServer {
  /** What arrived: `POST Milk`, `PATCH i1 Oat milk`, `DELETE i1`, each with its time. */
  readonly log: string[] = [];
  readonly #stage: Stage;
  readonly #options: ItemServerOptions;
  readonly #items = new Map<string, Item>();
  readonly #done = new Map<string, Item | undefined>();
  #count = 0;
  #made = 0;

  constructor(stage: Stage, options: ItemServerOptions = {}) {
    this.#stage = stage;
    this.#options = options;
    for (const item of options.items ?? []) {
      this.#put(typeof item === 'string' ? { text: item } : item);
    }
    for (const cue of (options.others as CannedStream | undefined)?.cues ?? []) {
      if (cue.do === 'message') this.#in(cue.at, () => this.#hear(cue.type, cue.payload));
    }
    stage.http('*', (request, respond) => this.#answer(request, respond));
  }

  /** The texts on the list. */
  get texts(): string[] {
    return [...this.#items.values()].map(({ text }) => text);
  }

  /** Lets somebody else change the list, and everybody hear of it. */
  other(verb: 'added' | 'updated' | 'removed', item: Partial<Item>): void {
    if (verb === 'removed') this.#items.delete(item.id ?? '');
    this.#tell(verb, verb === 'removed' ? item : this.#put(item));
  }

  #hear(type: string, payload: unknown): void {
    const item = payload as Item;
    if (type === 'item-removed') this.#items.delete(item.id);
    else if (type.startsWith('item-')) this.#put(item);
  }

  #answer(request: StagedRequest, respond: Respond): void {
    const { method, url, headers, body } = request;
    const id = decodeURIComponent(new URL(url).pathname.split('/')[3] ?? '');
    const patch = (body ? JSON.parse(body) : {}) as Partial<Item>;
    const text = String(patch.text ?? '');
    const at = this.#stage.now;
    const { plan = () => ({}) } = this.#options;
    const {
      status,
      delay = 200,
      lost,
      headers: own,
      echo = 50,
    }: Fate = plan({ method, id, text, at });
    if (method !== 'GET') this.log.push([method, id, text].filter(Boolean).join(' ') + ` @${at}`);
    if (lost === 'request') return respond.drop();
    const answer = (): void => {
      if (status !== undefined) return respond({ status, ...(own && { headers: own }) });
      if (method === 'GET') return respond({ body: [...this.#items.values()] });
      const item = this.#do(method, id, patch, headers.get('idempotency-key') ?? '', echo);
      if (lost === 'answer') respond.drop();
      else if (item === undefined) respond({ status: method === 'DELETE' ? 204 : 404 });
      else respond({ status: method === 'POST' ? 201 : 200, body: item });
    };
    this.#in(delay, answer);
  }

  /** Does what is asked, once for each key. */
  #do(
    method: string,
    id: string,
    patch: Partial<Item>,
    key: string,
    echo: number,
  ): Item | undefined {
    if (this.#done.has(key)) return this.#done.get(key);
    const isThere = method === 'POST' || this.#items.has(id);
    const { clientId: _, ...fields } = patch;
    const item =
      method === 'DELETE' || !isThere ? undefined : this.#put({ ...fields, ...(id && { id }) });
    if (method === 'DELETE') this.#items.delete(id);
    this.#done.set(key, item);
    const verb = ({ POST: 'added', PATCH: 'updated', DELETE: 'removed' } as const)[method];
    const news = { ...(item ?? { id }), idempotencyKey: key };
    if (verb && isThere && echo < Infinity) this.#in(echo, () => this.#tell(verb, news));
    return item;
  }

  #put(patch: Partial<Item>): Item {
    const id = patch.id ?? `i${++this.#made}`;
    const version = (this.#count = Math.max(this.#count + 1, patch.version ?? 0));
    const item = { text: '', ...this.#items.get(id), ...patch, id, version };
    this.#items.set(id, item);
    return item;
  }

  #tell(verb: 'added' | 'updated' | 'removed', payload: object): void {
    const { tells } = this.#options;
    if (tells) this.#stage.cue(tells, { do: 'message', type: `item-${verb}`, payload });
  }

  #in(delay: number, callback: () => void): void {
    if (delay > 0) this.#stage.runtime.clock.setTimeout(callback, delay);
    else callback();
  }
}
