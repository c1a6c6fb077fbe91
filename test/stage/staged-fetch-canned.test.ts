import { http as mswHttp, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import type { CannedStream, Cue } from '../../src/stage/stream.js';

test('plays the cues of an event stream', async () => {
  const stage = onStage([
    { at: 10, source: 'feed', do: 'event', event: 'tick', id: 'e{{n}}', data: { n: '{{n}}' } },
    { at: 20, source: 'feed', do: 'comment', text: 'alive' },
    { at: 30, source: 'feed', do: 'frame', data: 'data: raw\r\r' },
    { at: 40, source: 'feed', do: 'event', data: 'text {{now}}', retry: 100 },
    { at: 50, source: 'feed', do: 'close' },
  ]);
  const read = reading(stage);
  await stage.advance(100);
  const { now } = { now: Date.UTC(2026, 0, 15, 9) + 40 };
  expect(read).toEqual([
    '200@0',
    'event: tick\nid: e1\ndata: {"n":1}\n\n@10',
    ': alive\n\n@20',
    'data: raw\r\r@30',
    `retry: 100\ndata: text ${now}\n\n@40`,
    'end@50',
  ]);
});

test('sends what a page has missed when it comes back with its last event', async () => {
  const stage = onStage([
    {
      at: 1,
      source: 'feed',
      do: 'event',
      id: 'ü{{n}}',
      data: '{{n}}',
      repeat: { times: 4, every: 10 },
    },
    { at: 15, source: 'feed', do: 'drop' },
    { at: 22, source: 'feed', do: 'event', data: 'without id' },
  ]);
  reading(stage);
  await stage.advance(33);
  const bytes = new TextEncoder().encode('ü2');
  const read = reading(stage, { 'Last-Event-ID': String.fromCharCode(...bytes) });
  await stage.advance(0);
  expect(read).toEqual(['200@33', 'id: ü3\ndata: 3\n\n@33', 'id: ü4\ndata: 4\n\n@33']);
  expect(stage.log.entries.filter(({ kind }) => kind === 'lost')).toHaveLength(1);
});

test('an event of the instant in which the page comes back is sent once', async () => {
  const stage = onStage([{ at: 5, source: 'feed', do: 'event', id: 'a', data: 'once' }]);
  const read: string[] = [];
  stage.runtime.clock.setTimeout(() => reading(stage, { 'Last-Event-ID': '0' }, read), 5);
  await stage.advance(10);
  expect(read).toEqual(['200@5', 'id: a\ndata: once\n\n@5']);
});

test('refuses as often as it is told, and with what it is told', async () => {
  const stage = onStage([
    { at: 0, source: 'feed', do: 'refuse', status: 429, headers: { 'retry-after': '3' }, times: 2 },
    { at: 50, source: 'feed', do: 'refuse' },
    { at: 60, source: 'feed', do: 'restore' },
  ]);
  const read: string[] = [];
  for (const at of [1, 2, 3, 51, 61]) {
    stage.runtime.clock.setTimeout(() => reading(stage, {}, read), at);
  }
  await stage.advance(100);
  expect(read).toEqual(['429@1', 'end@1', '429@2', 'end@2', '200@3', 'TypeError@51', '200@61']);
});

test('answers HTTP requests from the stream', async () => {
  const stage = new Stage({
    stream: {
      name: 'api',
      sources: { items: { kind: 'http', url: '/items', method: 'GET', body: [{ id: '{{n}}' }] } },
      cues: [{ at: 10, source: 'items', do: 'respond', status: 500, body: 'oh', delay: 5 }],
      faults: { items: { latency: 2 } },
    },
  });
  const read = reading(stage, {}, [], '/items');
  await stage.advance(10);
  reading(stage, {}, read, '/items');
  await stage.advance(10);
  expect(read).toEqual(['200@4', '[{"id":1}]@4', 'end@4', '500@19', 'oh@19', 'end@19']);
});

test('what was recorded can be played again', async () => {
  const stage = onStage([
    { at: 0, source: 'feed', do: 'refuse', status: 503, headers: { 'retry-after': '1' }, times: 1 },
    { at: 10, source: 'feed', do: 'event', id: 'a', data: 1 },
    { at: 20, source: 'feed', do: 'drop' },
    { at: 30, source: 'api', do: 'respond', status: 404, body: 'none', delay: 5 },
    { at: 45, source: 'api', do: 'refuse' },
  ]);
  const seen = await visit(stage);
  const again = new Stage({
    stream: JSON.parse(JSON.stringify(stage.log.toStream())) as CannedStream,
  });
  expect(await visit(again)).toEqual(seen);
  expect(seen.slice(0, 5)).toEqual([
    '503@1',
    'end@1',
    '200@5',
    'id: a\ndata: 1\n\n@10',
    'TypeError@20',
  ]);
});

test('a name that is something else on stage already is refused', () => {
  const stage = onStage([]);
  const sources = { feed: { kind: 'websocket', url: '/ws' } };
  expect(() => stage.load({ name: 'second', sources, cues: [] })).toThrow(
    'Failed to load stream "second": source "feed" is on stage already, of kind sse.',
  );
});

test('msw handlers answer what nobody else does', async () => {
  const stage = onStage([]);
  stage.msw([
    mswHttp.post('https://stage.test/echo/:id', async ({ params, request }) =>
      HttpResponse.json({ id: params['id'], body: await request.text() }, { status: 201 }),
    ),
  ]);
  const init = { method: 'POST', body: 'hello' };
  const response = stage.runtime.fetch('/echo/7', init).then((answer) => answer.json());
  const failed = stage.runtime.fetch('/else').catch((error: unknown) => error);
  await stage.advance(0);
  expect(await response).toEqual({ id: '7', body: 'hello' });
  expect(await failed).toBeInstanceOf(TypeError);
  expect(stage.errors.map(String)).toEqual([
    'Error: Failed to answer GET https://stage.test/else: none of the msw handlers does. Add one, or a source.',
  ]);
});

function onStage(cues: readonly Cue[]): Stage {
  const stream: CannedStream = {
    name: 'events',
    sources: { feed: { kind: 'sse', url: '/events' }, api: { kind: 'http', url: '/api' } },
    cues,
  };
  return new Stage({ stream });
}

async function visit(stage: Stage): Promise<string[]> {
  const read: string[] = [];
  for (const [at, url] of [
    [1, '/events'],
    [5, '/events'],
    [31, '/api'],
    [46, '/api'],
  ] as const) {
    stage.runtime.clock.setTimeout(() => reading(stage, {}, read, url), at);
  }
  await stage.advance(100);
  return read;
}

function reading(stage: Stage, headers = {}, read: string[] = [], url = '/events'): string[] {
  const note = (text: string): void => void read.push(`${text}@${stage.now}`);
  const run = async (): Promise<void> => {
    const response = await stage.runtime.fetch(url, { headers });
    note(String(response.status));
    const reader = response.body?.getReader();
    for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
      note(new TextDecoder().decode(piece.value));
    }
    note('end');
  };
  run().catch((error: Error) => note(error.name));
  return read;
}
