import type { AddressBook } from './address-book.js';
import type { HttpParcel, StagedRequest } from './http-parcel.js';
import { httpUrl } from './http-rules.js';
import type { HttpSource } from './http-source.js';
import { StagedConnection } from './staged-connection.js';
import { StagedExchange } from './staged-exchange.js';
import { StagedHttpConnection } from './staged-http-connection.js';
import type { TabPart } from './tab-part.js';
import type { VirtualClock } from './virtual-clock.js';
import type { WireLog } from './wire-log.js';

/** What the requests of one tab share. */
export interface FetchParts {
  readonly clock: VirtualClock;
  readonly log: WireLog;
  readonly addresses: AddressBook<StagedHttpConnection, HttpSource>;
  readonly baseUrl: string;
  report(error: unknown): void;
  /** Makes virtual time wait for real work. */
  readonly hold: (work: Promise<unknown>) => void;
}

/**
 * Stands for the platform's `fetch`: far ends answer, and bodies arrive, in virtual time.
 *
 * Left out is what only a browser can judge: CORS, cookies, redirects, caches. Request bodies are
 * read as text before the request leaves.
 */
export class StagedFetch implements TabPart {
  readonly #parts: FetchParts;
  readonly #exchanges = new Set<StagedExchange>();
  #listeners = 0;
  #down = false;

  constructor(parts: FetchParts) {
    this.#parts = parts;
  }

  /** Counts the requests whose answer has not ended. */
  get openCount(): number {
    return this.#exchanges.size;
  }

  /** Counts the listeners on abort signals of such requests. */
  get listenerCount(): number {
    return this.#listeners;
  }

  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}) => {
    const signal = init.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    const request = this.#request(input, init);
    const ready = request instanceof Promise ? await request : request;
    signal?.throwIfAborted();
    return this.#send(ready, signal);
  };

  /** Ends all exchanges without a word. */
  takeDown(): void {
    this.#down = true;
    for (const exchange of this.#exchanges) exchange.abandon();
    this.#exchanges.clear();
  }

  #send(request: StagedRequest, signal: AbortSignal | undefined): Promise<Response> {
    const { clock, log, addresses } = this.#parts;
    const url = new URL(request.url);
    const find = () => addresses.find(url, ({ method }) => !method || method === request.method);
    const far: StagedHttpConnection = new StagedHttpConnection(
      request,
      () => connection,
      (error) => this.#parts.report(error),
    );
    const connection: StagedConnection<HttpParcel, StagedHttpConnection> = new StagedConnection(
      clock,
      log,
      find(),
      {
        server: (parcel) => {
          // The far end may have come on stage after the page asked for it.
          if (parcel.kind === 'request') connection.move(find(), far);
          far.receive(parcel);
        },
        client: (parcel) => exchange.receive(parcel),
      },
    );
    const onAbort = (): void => exchange.abort(signal?.reason);
    const exchange = new StagedExchange(connection, url.href, () => {
      this.#exchanges.delete(exchange);
      signal?.removeEventListener('abort', onAbort);
      if (signal) this.#listeners--;
    });
    if (this.#down) return exchange.response;
    this.#exchanges.add(exchange);
    signal?.addEventListener('abort', onAbort);
    if (signal) this.#listeners++;
    connection.source.connections.add(far);
    const asked = `${request.method} ${url.href}`;
    connection.log({ direction: 'out', kind: 'connect', data: asked });
    if (request.body) connection.log({ direction: 'out', kind: 'frame', data: request.body });
    connection.toServer.push({ kind: 'request' });
    return exchange.response;
  }

  #request(
    input: string | URL | Request,
    init: RequestInit,
  ): StagedRequest | Promise<StagedRequest> {
    const { signal: _, ...rest } = init;
    const given = input instanceof Request ? input : undefined;
    const address = httpUrl(
      input instanceof Request ? input.url : String(input),
      this.#parts.baseUrl,
    );
    // The platform checks and normalises what the page asks for, in its own words.
    const plain = new Request(given ?? address, {
      ...rest,
      ...(rest.body instanceof ReadableStream && { duplex: 'half' }),
    });
    const { body } = rest;
    const { method, headers, credentials } = plain;
    const request = { method, url: address.href, headers, credentials };
    if (body == null && !plain.body) return { ...request, body: '' };
    if (typeof body === 'string') return { ...request, body };
    // Reading takes real time; the stage waits for it before virtual time goes on.
    const read = plain.text().then((text) => ({ ...request, body: text }));
    this.#parts.hold(read);
    return read;
  }
}
