import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { StreamAnswer, StreamRequest } from '../fidelity/event-stream/probe.js';

interface Stream {
  readonly answers: StreamAnswer[];
  readonly asked: StreamRequest[];
  readonly open: Set<ServerResponse>;
}

const streams = new Map<string, Stream>();

/**
 * Answers what concerns event streams, and says whether that was so:
 *   POST /streams/<key> with answers as JSON, one for each request; afterwards 204
 *   GET /streams/<key> the stream itself · POST /streams/<key>/report → the requests so far
 *   POST /streams/<key>/sever cuts it off
 */
export async function answerStream(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname, search } = new URL(request.url ?? '', 'http://far.end');
  const [, place, key, verb] = pathname.split('/');
  if (place !== 'streams' || !key) return false;
  const { origin = '*' } = request.headers;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-headers', 'last-event-id');
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end();
  } else if (request.method === 'POST') {
    const stream = streams.get(key);
    const answers = verb ? undefined : (JSON.parse(await text(request)) as StreamAnswer[]);
    if (answers) streams.set(key, { answers, asked: [], open: new Set() });
    if (verb === 'sever') for (const each of stream?.open ?? []) each.destroy();
    response.end(JSON.stringify(stream?.asked ?? []));
  } else {
    const stream = streams.get(key);
    stream?.asked.push(noted(request, search));
    stream?.open.add(response);
    response.on('close', () => stream?.open.delete(response));
    await send(response, stream?.answers.shift() ?? { status: 204 });
  }
  return true;
}

function noted({ method = '', headers }: IncomingMessage, search: string): StreamRequest {
  const id = headers['last-event-id'];
  return {
    method,
    search,
    accept: headers.accept ?? '',
    // Header values are bytes; ids travel as UTF-8.
    lastEventId: id === undefined ? null : Buffer.from(String(id), 'latin1').toString(),
    at: performance.now(),
  };
}

async function send(
  response: ServerResponse,
  { status = 200, headers, pieces = [], end = 'close' }: StreamAnswer,
): Promise<void> {
  if (end === 'refuse') return void response.destroy();
  response.writeHead(status, { 'cache-control': 'no-store', ...headers });
  response.flushHeaders();
  for (const piece of pieces) {
    await new Promise((resolve) => response.write(Buffer.from(piece, 'base64'), resolve));
  }
  if (end === 'close') response.end();
}
