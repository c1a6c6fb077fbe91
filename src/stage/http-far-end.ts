import type { StagedRequest } from './http-parcel.js';
import { sendAnswer } from './http-replies.js';
import type { StagedHttpConnection } from './staged-http-connection.js';
import type { HttpAnswer } from './stream.js';
import type { VirtualClock } from './virtual-clock.js';

/** Answers a request. */
export interface Respond {
  /** Sends a whole answer; by default 200 without a body. */
  (answer?: HttpAnswer | Response): void;
  /** Makes `fetch` fail with a network error. */
  drop(): void;
}

/** A far end that is a function. It may respond later. */
export type HttpFarEnd = (request: StagedRequest, respond: Respond) => void | Promise<void>;

/** What a far end that is a function stands on. */
export interface FarEndParts {
  readonly clock: VirtualClock;
  report(error: unknown): void;
  readonly hold: (work: Promise<unknown>) => void;
}

/** Lets a function answer requests. What it throws is reported, and fails the request. */
export function httpFarEnd(
  farEnd: HttpFarEnd,
  parts: FarEndParts,
): (connection: StagedHttpConnection) => void {
  return (connection) => {
    const fail = (error: unknown): void => {
      parts.report(error);
      connection.drop();
    };
    const send = (answer: HttpAnswer | Response): void => {
      if (answer instanceof Response) pipe(answer, connection, parts).catch(fail);
      else sendAnswer(connection, answer);
    };
    const respond = (answer: HttpAnswer | Response = {}): void => {
      const delay = answer instanceof Response ? 0 : answer.delay;
      if (delay) parts.clock.schedule(() => send(answer), delay, 'stage');
      else send(answer);
    };
    const drop = (): void => connection.drop();
    void farEnd(connection.request, Object.assign(respond, { drop }))?.catch(fail);
  };
}

async function pipe(
  response: Response,
  connection: StagedHttpConnection,
  { hold }: FarEndParts,
): Promise<void> {
  const { status, headers, body } = response;
  // What `Response.error()` makes is a network error.
  if (status === 0) return connection.drop();
  connection.begin(status, headers);
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  connection.onclose(() => void reader?.cancel().catch(() => undefined));
  const endless = headers.get('content-type')?.startsWith('text/event-stream');
  const copy = async (): Promise<void> => {
    for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
      connection.raw(piece.value);
    }
    connection.close();
  };
  const copied = copy();
  // An event stream may never end: virtual time must not wait for that.
  if (!endless) hold(copied);
  await copied;
}
