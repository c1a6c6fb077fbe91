import { TallyError } from '../core/errors.js';
import type { Unsubscribe } from '../core/runtime.js';
import type { StagedConnection } from './staged-connection.js';
import { byteLength, isServerCloseCode, toScalarText } from './websocket-rules.js';
import type { Parcel } from './wire.js';
import { loggedData } from './wire-log.js';

type MessageListener = (data: string | ArrayBuffer) => void;
type CloseListener = (code: number, reason: string) => void;
export type ServerErrorCode = 'not-accepted' | 'already-answered' | 'bad-protocol' | 'bad-close';

/** The far end of one connection: what a server sees of it, and may do to it. */
export class StagedServerConnection {
  /** The URL that the page asked for. */
  readonly url: string;
  /** The subprotocols that the page offered. */
  readonly protocols: readonly string[];
  readonly #connection: () => StagedConnection;
  readonly #report: (error: unknown) => void;
  readonly #onMessage = new Set<MessageListener>();
  readonly #onClose = new Set<CloseListener>();
  #state: 'pending' | 'open' | 'closing' | 'closed' = 'pending';

  constructor(
    url: string,
    protocols: readonly string[],
    connection: () => StagedConnection,
    report: (error: unknown) => void,
  ) {
    this.url = url;
    this.protocols = protocols;
    this.#connection = connection;
    this.#report = report;
  }

  get state(): 'pending' | 'open' | 'closing' | 'closed' {
    return this.#state;
  }

  /** Which connection of its source, from 1. */
  get number(): number {
    return this.#connection().number;
  }

  /**
   * Accepts the connection, with the first offered subprotocol unless another is named.
   *
   * A protocol that was not offered makes the page's side fail, as on the platform.
   */
  accept({ protocol = this.protocols[0] ?? '' }: { protocol?: string } = {}): void {
    // The page may have given up meanwhile; a real server learns of it later.
    if (this.#state === 'closed') return;
    this.#answer('accept');
    this.#state = 'open';
    this.#connection().toClient.push({ kind: 'accepted', protocol });
  }

  /** Refuses the connection: the page sees `error`, then `close` with 1006. */
  refuse(): void {
    if (this.#state === 'closed') return;
    this.#answer('refuse');
    this.#end();
    this.#connection().toClient.push({ kind: 'refused' });
  }

  /** Sends one frame. After the end of the connection it is lost, which the log notes. */
  send(data: string | ArrayBuffer | Uint8Array): void {
    if (this.#state === 'pending') throw notAccepted('send a frame');
    const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
    const own = typeof bytes === 'string' ? toScalarText(bytes) : bytes.slice();
    const fate = this.#state === 'open' ? this.#connection().source.faults.fate() : 'lost';
    if (!this.#connection().toClient.send({ kind: 'frame', data: own }, fate)) {
      this.#connection().log({ direction: 'in', kind: 'lost', ...loggedData(own) });
    }
  }

  /** Closes politely. Without a code the page sees 1005. */
  close(code?: number, reason = ''): void {
    if (this.#state === 'pending') throw notAccepted('close the connection');
    checkClose(code, reason);
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    this.#connection().toClient.push({ kind: 'close', code, reason: toScalarText(reason) });
  }

  /** Ends the connection without a closing handshake: 1006, and no `error` event. */
  drop(): void {
    if (this.#state === 'closed') return;
    this.#end();
    this.#connection().toClient.push({ kind: 'end', clean: false });
  }

  /** Makes the connection half-open: nothing goes either way, the page still says OPEN. */
  stall(): void {
    this.#connection().stall();
  }

  /** Ends a stall. What was under way arrives. */
  restore(): void {
    this.#connection().restore();
  }

  /** Calls `listener` for every frame of the page. */
  onmessage(listener: MessageListener): Unsubscribe {
    this.#onMessage.add(listener);
    return () => void this.#onMessage.delete(listener);
  }

  /** Calls `listener` when the page closes (its code, or 1005) or vanishes (1006). */
  onclose(listener: CloseListener): Unsubscribe {
    this.#onClose.add(listener);
    return () => void this.#onClose.delete(listener);
  }

  /** Takes what arrives from the page. */
  receive(parcel: Parcel): void {
    if (parcel.kind === 'request') this.#request();
    else if (this.#state === 'closed') return;
    else if (parcel.kind === 'frame') this.#message(parcel.data);
    else if (parcel.kind === 'close') this.#closed(parcel);
    else if (parcel.kind === 'end') this.#end(1006, '');
  }

  #request(): void {
    if (this.#state === 'closed') return;
    try {
      this.#connection().source.arrive(this);
    } catch (error) {
      this.#report(error);
      if (this.#state === 'pending') this.refuse();
    }
  }

  #message(data: string | Uint8Array): void {
    const own = typeof data === 'string' ? data : new Uint8Array(data).buffer;
    this.#call(this.#onMessage, (listener) => listener(own));
  }

  #closed(parcel: Parcel & { kind: 'close' }): void {
    const { toClient } = this.#connection();
    if (this.#state === 'open') {
      toClient.push({ kind: 'close', code: parcel.code, reason: parcel.reason });
    }
    toClient.push({ kind: 'end', clean: true });
    this.#end(parcel.code ?? 1005, parcel.reason);
  }

  #end(code = 1006, reason = ''): void {
    this.#state = 'closed';
    this.#connection().source.connections.delete(this);
    this.#call(this.#onClose, (listener) => listener(code, reason));
  }

  #call<Listener>(listeners: Set<Listener>, call: (listener: Listener) => void): void {
    for (const listener of [...listeners]) {
      try {
        call(listener);
      } catch (error) {
        this.#report(error);
      }
    }
  }

  #answer(verb: string): void {
    if (this.#state === 'pending') return;
    throw new TallyError<ServerErrorCode>(
      'already-answered',
      `Failed to ${verb} the connection to ${this.url}: it has been answered already. ` +
        'Call accept() or refuse() once; use close() or drop() afterwards.',
    );
  }
}

function notAccepted(what: string): TallyError<ServerErrorCode> {
  return new TallyError(
    'not-accepted',
    `Failed to ${what}: the connection is not accepted yet. Call accept() first.`,
  );
}

function checkClose(code: number | undefined, reason: string): void {
  if (code === undefined ? reason === '' : isServerCloseCode(code) && byteLength(reason) <= 123)
    return;
  throw new TallyError<ServerErrorCode>(
    'bad-close',
    code === undefined
      ? 'Failed to close the connection: a reason needs a code. Give a code, for example 1000.'
      : `Failed to close the connection with ${code}: servers may send 1000-1003, 1007-1014 and ` +
          '3000-4999, and a reason of up to 123 bytes. Use drop() for 1006.',
  );
}
