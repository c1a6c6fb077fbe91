import { fillPlaceholders } from './placeholders.js';
import type { StagedHttpConnection } from './staged-http-connection.js';
import type { HttpAnswer } from './stream.js';
import type { VirtualClock } from './virtual-clock.js';

/** What a canned HTTP source answers: 304 to whoever has it already. [RFC 9110: If-None-Match] */
export class HttpReplies {
  answer: HttpAnswer;
  readonly #clock: VirtualClock;
  #asked = 0;

  constructor(clock: VirtualClock, answer: HttpAnswer) {
    this.#clock = clock;
    this.answer = answer;
  }

  readonly farEnd = (connection: StagedHttpConnection): void => {
    const { answer } = this;
    const n = ++this.#asked;
    const send = (): void => {
      const body = fillPlaceholders(answer.body, { now: this.#clock.now(), n });
      sendAnswer(connection, { ...answer, body, ...(isKnown(connection, answer) && NOT_MODIFIED) });
    };
    if (answer.delay) this.#clock.schedule(send, answer.delay, 'stage');
    else send();
  };
}

const NOT_MODIFIED = { status: 304, body: undefined };

function isKnown({ request }: StagedHttpConnection, { headers }: HttpAnswer): boolean {
  const etag = new Headers(headers).get('etag');
  return etag !== null && request.headers.get('if-none-match') === etag;
}

/** Sends a whole answer. */
export function sendAnswer(
  connection: StagedHttpConnection,
  { status, headers: given, body }: HttpAnswer,
): void {
  const headers = new Headers(given);
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  if (!headers.has('content-type')) {
    headers.set('content-type', text === body ? 'text/plain' : 'application/json');
  }
  connection.open({ status, headers });
  if (text) connection.raw(text);
  connection.close();
}
