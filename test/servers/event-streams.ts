import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** What one request to an event stream is answered with. */
export interface StreamAnswer {
  readonly status?: number;
  readonly type?: string;
  /** The body, piece by piece, in base64. */
  readonly pieces?: readonly string[];
}

interface Stream {
  readonly answers: StreamAnswer[];
  readonly asked: string[];
}

const streams = new Map<string, Stream>();

/**
 * Answers what concerns event streams, and says whether that was so:
 *   POST /streams/<key> with answers as JSON, one for each request; afterwards 204
 *   GET /streams/<key> the stream itself · POST /streams/<key>/report → the last ids it was asked for
 */
export async function answerStream(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [, place, key, verb] = (request.url ?? '').split('/');
  if (place !== 'streams' || !key) return false;
  const { origin = '*', 'last-event-id': last } = request.headers;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-headers', 'last-event-id');
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
  } else if (request.method === 'POST') {
    const stream = streams.get(key);
    const answers = verb ? undefined : (JSON.parse(await text(request)) as StreamAnswer[]);
    if (answers) streams.set(key, { answers, asked: [] });
    response.end(JSON.stringify(stream?.asked ?? []));
  } else {
    const stream = streams.get(key);
    stream?.asked.push(Buffer.from(String(last ?? ''), 'latin1').toString());
    await send(response, stream?.answers.shift() ?? { status: 204 });
  }
  return true;
}

async function send(
  response: ServerResponse,
  { status = 200, type = 'text/event-stream', pieces = [] }: StreamAnswer,
): Promise<void> {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.flushHeaders();
  for (const piece of pieces) {
    await new Promise((resolve) => response.write(Buffer.from(piece, 'base64'), resolve));
  }
  response.end();
}
