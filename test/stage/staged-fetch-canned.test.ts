import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import { onStage, reading } from './fetch-scene.js';

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

test('answers 304 to whoever knows the answer by its ETag', async () => {
  const answer = { headers: { ETag: '"1"', 'content-type': 'text/plain' }, body: 'known' };
  const stage = new Stage({
    stream: {
      name: 'api',
      sources: { items: { kind: 'http', url: '/items', ...answer } },
      cues: [{ at: 10, source: 'items', do: 'respond', ...answer, headers: { ETag: '"2"' } }],
    },
  });
  const headers = { 'If-None-Match': '"1"' };
  const read = reading(stage, headers, [], '/items');
  await stage.advance(10);
  reading(stage, headers, read, '/items');
  await stage.advance(10);
  expect(read).toEqual(['304@0', 'end@0', '200@10', 'known@10', 'end@10']);
});

test('a name that is something else on stage already is refused', () => {
  const stage = onStage([]);
  const sources = { feed: { kind: 'websocket', url: '/ws' } };
  expect(() => stage.load({ name: 'second', sources, cues: [] })).toThrow(
    'Failed to load stream "second": source "feed" is on stage already, of kind sse.',
  );
});
