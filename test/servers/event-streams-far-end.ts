import type { IncomingMessage, ServerResponse } from 'node:http';
import { eventText, type StagedEvent } from '../../src/stage/event-text.js';
import { fillPlaceholders } from '../../src/stage/placeholders.js';
import type { HttpAction, SSEAction } from '../../src/stage/stream.js';
import type { HttpPart } from './http-far-end.js';

/** Sends the events of a source to whoever listens, and what somebody has missed. */
export class EventStreams implements HttpPart {
  readonly #open = new Set<ServerResponse>();
  /** The events with ids, the oldest first. */
  readonly #kept: StagedEvent[] = [];

  /** With `?beat=<ms>` there is a comment so often. */
  answer({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    this.#open.add(response);
    const beat = Number(new URL(url, 'http://far.end').searchParams.get('beat'));
    const timer = beat > 0 ? setInterval(() => response.write(':\n\n'), beat) : undefined;
    response.on('close', () => {
      clearInterval(timer);
      this.#open.delete(response);
    });
    const last = headers['last-event-id'];
    if (last === undefined) return;
    const id = Buffer.from(String(last), 'latin1').toString();
    const known = this.#kept.findLastIndex((event) => event.id === id);
    for (const event of this.#kept.slice(known + 1)) response.write(eventText(event));
  }

  act(action: SSEAction | HttpAction, n: number): void {
    if (action.do === 'event') this.#send(action, n);
    else if (action.do === 'comment') this.#write(`: ${action.text ?? ''}\n\n`);
    else if (action.do === 'frame') this.#write(Buffer.from(action.data, action.encoding));
    else if (action.do === 'close') for (const response of this.#open) response.end();
    else if (action.do === 'drop') for (const response of this.#open) response.destroy();
  }

  clear(): void {
    this.#kept.length = 0;
    this.#open.clear();
  }

  #send({ data, event, id, retry }: Extract<SSEAction, { do: 'event' }>, n: number): void {
    const fill = (value: unknown): unknown => fillPlaceholders(value, { now: Date.now(), n });
    const named = { event, ...(id !== undefined && { id: String(fill(id)) }), retry };
    const sent: StagedEvent = { data: fill(data), ...named };
    if (id !== undefined) this.#kept.push(sent);
    this.#write(eventText(sent));
  }

  #write(piece: string | Buffer): void {
    for (const response of this.#open) response.write(piece);
  }
}
