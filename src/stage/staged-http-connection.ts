import { TallyError } from '../core/errors.js';
import type { Unsubscribe } from '../core/runtime.js';
import { eventText, type StagedEvent } from './event-text.js';
import { BODYLESS, type HttpParcel, type StagedRequest } from './http-parcel.js';
import type { StagedConnection } from './staged-connection.js';
import { toScalarText } from './websocket-rules.js';
import { loggedData } from './wire-log.js';

/** How a far end begins its answer. */
export interface StagedHead {
  /** Default 200. */
  readonly status?: number | undefined;
  readonly headers?: HeadersInit | undefined;
}

export type HttpErrorCode = 'not-open' | 'already-answered' | 'bad-status';

/** The far end of one request: what a server sees of it, and may answer piece by piece. */
export class StagedHttpConnection {
  readonly request: StagedRequest;
  readonly #connection: () => StagedConnection<HttpParcel, StagedHttpConnection>;
  readonly #report: (error: unknown) => void;
  readonly #onClose = new Set<() => void>();
  #state: 'pending' | 'open' | 'closed' = 'pending';

  constructor(
    request: StagedRequest,
    connection: () => StagedConnection<HttpParcel, StagedHttpConnection>,
    report: (error: unknown) => void,
  ) {
    this.request = request;
    this.#connection = connection;
    this.#report = report;
  }

  /** The URL that the page asked for. */
  get url(): string {
    return this.request.url;
  }

  /** The last event that the page has read, if it says so. */
  get lastEventId(): string | undefined {
    const id = this.request.headers.get('last-event-id');
    // Header values are bytes; the standard puts the id there as UTF-8.
    return id === null ? undefined : fromHeader(id);
  }

  get state(): 'pending' | 'open' | 'closed' {
    return this.#state;
  }

  /** Which request to its source, from 1. */
  get number(): number {
    return this.#connection().number;
  }

  /** Begins the answer. Without a `content-type` it is an event stream. */
  open({ status = 200, headers }: StagedHead = {}): void {
    this.#answer('open', status, headers, 'text/event-stream');
  }

  /** Begins the answer with this head and nothing added. */
  begin(status: number, headers: HeadersInit): void {
    this.#answer('open', status, headers);
  }

  /** Sends a server-sent event. The faults of the source befall it as a whole. */
  event(event: StagedEvent): void {
    const data = eventText(event);
    this.#assertAnswered('send an event');
    const fate = this.#state === 'open' ? this.#connection().source.faults.fate() : 'lost';
    if (!this.#connection().toClient.send({ kind: 'chunk', data }, fate)) this.#lost(data);
  }

  /** Sends a comment: a sign of life without an event. */
  comment(text = ''): void {
    this.raw(`: ${text}\n\n`);
  }

  /** Sends a piece of the body as it is. After the end it is lost, which the log notes. */
  raw(data: string | Uint8Array): void {
    this.#assertAnswered('send a piece of the body');
    const own = typeof data === 'string' ? toScalarText(data) : data.slice();
    if (this.#state === 'open') this.#connection().toClient.push({ kind: 'chunk', data: own });
    else this.#lost(own);
  }

  /** Refuses: with a status, or without one by a network error. */
  refuse(status?: number, headers?: HeadersInit): void {
    if (this.#state === 'closed') return;
    if (status === undefined) {
      this.#assertPending('refuse');
      this.drop();
    } else {
      this.#answer('refuse', status, headers);
      this.close();
    }
  }

  /** Loses the connection: a network error in the body, or of `fetch` itself before `open`. */
  drop(): void {
    this.#finish({ kind: 'fail' });
  }

  /** Ends the body. */
  close(): void {
    if (this.#state === 'pending') this.#assertAnswered('close the answer');
    this.#finish({ kind: 'end' });
  }

  /** Makes the connection half-open: nothing goes either way. */
  stall(): void {
    this.#connection().stall();
  }

  /** Ends a stall. What was under way arrives. */
  restore(): void {
    this.#connection().restore();
  }

  /** Calls `listener` when the page has gone away. */
  onclose(listener: () => void): Unsubscribe {
    this.#onClose.add(listener);
    return () => void this.#onClose.delete(listener);
  }

  /** Takes what arrives from the page. */
  receive(parcel: HttpParcel): void {
    if (this.#state === 'closed') return;
    if (parcel.kind === 'request') this.#request();
    else if (parcel.kind === 'abort') this.#end();
  }

  #request(): void {
    try {
      this.#connection().source.arrive(this);
    } catch (error) {
      this.#report(error);
      this.drop();
    }
  }

  #answer(verb: string, status: number, init: HeadersInit | undefined, type?: string): void {
    // The page may have given up meanwhile; a real server learns of it later.
    if (this.#state === 'closed') return;
    this.#assertPending(verb);
    if (!Number.isInteger(status) || status < 200 || status > 599)
      throw badStatus(this.url, status);
    const headers = new Headers(init);
    if (type && !BODYLESS.has(status) && !headers.has('content-type')) {
      headers.set('content-type', type);
    }
    this.#state = 'open';
    this.#connection().toClient.push({ kind: 'head', status, headers: [...headers] });
  }

  #finish(parcel: HttpParcel): void {
    if (this.#state === 'closed') return;
    this.#connection().toClient.push(parcel);
    this.#state = 'closed';
    this.#connection().source.connections.delete(this);
  }

  #end(): void {
    this.#state = 'closed';
    this.#connection().source.connections.delete(this);
    for (const listener of [...this.#onClose]) {
      try {
        listener();
      } catch (error) {
        this.#report(error);
      }
    }
  }

  #lost(data: string | Uint8Array): void {
    this.#connection().log({ direction: 'in', kind: 'lost', ...loggedData(data) });
  }

  #assertPending(verb: string): void {
    if (this.#state === 'pending') return;
    throw new TallyError<HttpErrorCode>(
      'already-answered',
      `Failed to ${verb} the answer to ${this.url}: it has begun already. ` +
        'Call open() or refuse() once; use close() or drop() afterwards.',
    );
  }

  #assertAnswered(what: string): void {
    if (this.#state !== 'pending') return;
    throw new TallyError<HttpErrorCode>(
      'not-open',
      `Failed to ${what}: the answer to ${this.url} has not begun. Call open() first.`,
    );
  }
}

function badStatus(url: string, status: number): TallyError<HttpErrorCode> {
  return new TallyError(
    'bad-status',
    `Failed to answer ${url}: ${status} is no status of an answer. Use 200 to 599.`,
  );
}

function fromHeader(value: string): string {
  const bytes = Uint8Array.from(value, (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
