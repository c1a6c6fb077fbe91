import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';

/** What a ledger tells of itself at `GET /`. */
export interface LedgerReport {
  /** What was sent, each thing once, in the order in which it came. */
  readonly texts: readonly string[];
  /** What came again, although it was known by its id. */
  readonly repeated: readonly string[];
  /** Which tabs have a connection. */
  readonly tabs: readonly string[];
}

/** How many entries are repeated to whoever comes. */
const LATEST = 1000;

/**
 * A server that writes down what it is sent, once by id, acknowledges it, and tells everybody. Whoever
 * comes is told the latest again.
 */
export class Ledger {
  readonly #entries = new Map<string, string>();
  readonly #repeated: string[] = [];
  readonly #members = new Map<WebSocket, string>();

  /** Answers with a `LedgerReport`. */
  answer(_: IncomingMessage, response: ServerResponse): void {
    const report: LedgerReport = {
      texts: [...this.#entries.values()],
      repeated: this.#repeated,
      tabs: [...this.#members.values()],
    };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(report));
  }

  /** Takes in who comes as `/?tab=<name>`. */
  connect(socket: WebSocket, { url = '' }: IncomingMessage): void {
    this.#members.set(socket, new URL(url, 'ws://ledger').searchParams.get('tab') ?? '');
    socket.on('close', () => this.#members.delete(socket));
    socket.on('error', () => undefined);
    socket.on('message', (data: Buffer) => this.#take(socket, String(data)));
    for (const entry of [...this.#entries].slice(-LATEST)) socket.send(note(...entry));
  }

  #take(socket: WebSocket, data: string): void {
    const { type, id, payload } = JSON.parse(data) as {
      type: string;
      id: string;
      payload: { text: string };
    };
    if (type === 'ping') return socket.send('{"type":"pong"}');
    if (type !== 'write') return;
    const isNew = !this.#entries.has(id);
    if (!isNew) this.#repeated.push(payload.text);
    this.#entries.set(id, payload.text);
    socket.send(JSON.stringify({ type: 'ack', payload: { id } }));
    if (!isNew) return;
    for (const member of this.#members.keys()) member.send(note(id, payload.text));
  }
}

function note(id: string, text: string): string {
  return JSON.stringify({ type: 'note', payload: { text }, id: `note ${id}`, timestamp: 0 });
}
