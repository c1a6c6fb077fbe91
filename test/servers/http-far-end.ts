import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { HttpAction, Refusal, SSEAction } from '../../src/stage/stream.js';
import { PATHS } from './commands.js';
import { EventStreams } from './event-streams-far-end.js';
import { HttpAnswers } from './http-answers.js';
import { requestNote } from './request-note.js';

type HttpSource = 'sse' | 'http';

/** What stands behind an address, as long as it refuses nobody. */
export interface HttpPart {
  answer(request: IncomingMessage, response: ServerResponse): void;
  act(action: SSEAction | HttpAction, n: number): void;
  /** Forgets everything. */
  clear(): void;
}

/** Plays the sources `sse` and `http` of canned streams to real pages. */
export class HttpFarEnd {
  readonly #note: (path: string, text: string) => void;
  readonly #parts: Readonly<Record<HttpSource, HttpPart>> = {
    sse: new EventStreams(),
    http: new HttpAnswers(),
  };
  readonly #refusals = new Map<HttpSource, Refusal & { left: number }>();
  readonly #answering = new Set<ServerResponse>();

  constructor(note: (path: string, text: string) => void) {
    this.#note = note;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? '/', 'http://far.end');
    const source = (['sse', 'http'] as const).find((name) => PATHS[name] === pathname);
    allowOrigin(request, response);
    if (request.method === 'OPTIONS') response.writeHead(204).end();
    else if (!source) response.writeHead(426).end();
    else {
      const { method = '', headers } = request;
      const header = (name: string): string | undefined => headers[name]?.toString();
      const body = await text(request).catch(() => '');
      this.#note(pathname, requestNote(method, pathname + search, header, body));
      this.#answering.add(response);
      response.on('close', () => {
        const dropped = !this.#answering.delete(response);
        if (!dropped && !response.writableEnded) this.#note(pathname, `gone:${pathname}`);
      });
      this.#decide(source, request, response);
    }
  }

  act(source: HttpSource, action: SSEAction | HttpAction, n: number): void {
    if (action.do === 'refuse') this.#refusals.set(source, { ...action, left: left(action) });
    else if (action.do === 'restore') this.#refusals.delete(source);
    else this.#parts[source].act(action, n);
  }

  clear(): void {
    this.#refusals.clear();
    for (const part of Object.values(this.#parts)) part.clear();
    for (const response of this.#answering) response.destroy();
    this.#answering.clear();
  }

  #decide(source: HttpSource, request: IncomingMessage, response: ServerResponse): void {
    const refusal = this.#refusals.get(source);
    if (!refusal) return this.#parts[source].answer(request, response);
    if (--refusal.left === 0) this.#refusals.delete(source);
    if (refusal.status === undefined) response.destroy();
    else response.writeHead(refusal.status, refusal.headers).end();
  }
}

function left({ times = Infinity }: Refusal): number {
  return times;
}

/** Lets pages of any origin ask, with whatever they like. */
function allowOrigin({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', headers.origin ?? '*');
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-expose-headers', 'etag, retry-after');
  const asked = headers['access-control-request-headers'];
  if (asked) response.setHeader('access-control-allow-headers', asked);
}
