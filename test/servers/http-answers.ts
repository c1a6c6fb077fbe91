import type { IncomingMessage, ServerResponse } from 'node:http';
import { fillPlaceholders } from '../../src/stage/placeholders.js';
import type { HttpAction, HttpAnswer, SSEAction } from '../../src/stage/stream.js';
import type { HttpPart } from './http-far-end.js';

/** Answers requests, all of them alike until told otherwise. */
export class HttpAnswers implements HttpPart {
  readonly #pending = new Set<ServerResponse>();
  #answer: HttpAnswer = {};
  #asked = 0;

  answer({ headers }: IncomingMessage, response: ServerResponse): void {
    const { status = 200, headers: given = {}, body, delay = 0 } = this.#answer;
    const n = ++this.#asked;
    this.#pending.add(response);
    const send = (): void => {
      const filled = fillPlaceholders(body, { now: Date.now(), n });
      const isText = typeof filled === 'string' || filled === undefined;
      response.setHeader('content-type', isText ? 'text/plain' : 'application/json');
      const known = given['etag'] !== undefined && headers['if-none-match'] === given['etag'];
      response.writeHead(known ? 304 : status, given);
      response.end(known ? undefined : isText ? filled : JSON.stringify(filled));
    };
    const timer = setTimeout(send, delay);
    response.on('close', () => {
      clearTimeout(timer);
      this.#pending.delete(response);
    });
  }

  act(action: SSEAction | HttpAction): void {
    if (action.do === 'drop') for (const response of this.#pending) response.destroy();
    if (action.do !== 'respond') return;
    const { do: _, ...answer } = action;
    this.#answer = answer;
  }

  clear(): void {
    this.#answer = {};
    this.#asked = 0;
  }
}
