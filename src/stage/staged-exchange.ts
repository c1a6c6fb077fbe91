import { BODYLESS, type HttpParcel } from './http-parcel.js';
import type { StagedConnection } from './staged-connection.js';
import type { StagedHttpConnection } from './staged-http-connection.js';
import { stagedResponse } from './staged-response.js';
import { loggedData } from './wire-log.js';

const encoder = new TextEncoder();

/** The page's end of one request: the promise of a response, then its body. */
export class StagedExchange {
  readonly response: Promise<Response>;
  readonly #connection: StagedConnection<HttpParcel, StagedHttpConnection>;
  readonly #url: string;
  readonly #onEnd: () => void;
  #resolve!: (response: Response) => void;
  #reject!: (reason: unknown) => void;
  #body: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined;
  #answered = false;
  #over = false;

  constructor(
    connection: StagedConnection<HttpParcel, StagedHttpConnection>,
    url: string,
    onEnd: () => void,
  ) {
    this.#connection = connection;
    this.#url = url;
    this.#onEnd = onEnd;
    this.response = new Promise<Response>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Takes what arrives from the far end. */
  receive(parcel: HttpParcel): void {
    if (this.#over) return;
    if (parcel.kind === 'head') this.#head(parcel);
    else if (parcel.kind === 'chunk') this.#chunk(parcel.data);
    else if (parcel.kind === 'end') this.#end();
    else if (parcel.kind === 'fail') this.#fail();
  }

  /** Ends the exchange because the page wants it no longer. */
  abort(reason: unknown): void {
    if (this.#over) return;
    this.#close('out');
    this.#connection.toServer.push({ kind: 'abort' });
    this.#reject(reason);
    this.#body?.error(reason);
  }

  /** Forgets everything without a word, when the stage is taken down. */
  abandon(): void {
    this.#over = true;
    this.#connection.cut();
  }

  #head({ status, headers }: HttpParcel & { kind: 'head' }): void {
    const bodyless = BODYLESS.has(status);
    const told = headers.length > 0 && { headers: Object.fromEntries(headers) };
    const kind = status < 300 ? 'open' : 'refuse';
    this.#connection.log({ direction: 'in', kind, code: status, ...told });
    this.#answered = true;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => void (this.#body = controller),
      cancel: (reason) => this.abort(reason),
    });
    const init = {
      status,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
    };
    this.#resolve(stagedResponse(bodyless ? null : body, init, this.#url));
  }

  #chunk(data: string | Uint8Array): void {
    this.#connection.log({ direction: 'in', kind: 'frame', ...loggedData(data) });
    const bytes = typeof data === 'string' ? encoder.encode(data) : new Uint8Array(data);
    if (bytes.length > 0) this.#body?.enqueue(bytes);
  }

  #end(): void {
    this.#close('in');
    this.#body?.close();
  }

  #fail(): void {
    const reason = new TypeError('Failed to fetch');
    this.#close('in', this.#answered ? 'drop' : 'refuse');
    this.#reject(reason);
    this.#body?.error(reason);
  }

  #close(direction: 'in' | 'out', kind: 'close' | 'drop' | 'refuse' = 'close'): void {
    this.#over = true;
    this.#connection.log({ direction, kind });
    this.#connection.toClient.cut();
    this.#onEnd();
  }
}
