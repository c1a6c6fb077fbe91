import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import type { Action } from '../../src/stage/stream.js';
import { PollingClient } from '../../src/transports/polling-client.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import { TabSyncService } from '../../src/transports/tab-sync.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { scene as workerScene } from './worker-scene.js';

/** "Failed to do something: what is wrong. What to do.", short enough for a log. */
const HELPFUL = /^Failed to [^:]{3,60}: .{3,250}\. [A-Z].{3,80}\.$/;
const A_MEGABYTE = 'x'.repeat(1_048_577);
const NEXT = { type: 'note', payload: 'next', timestamp: 0 };

/** What comes in by a transport, and the code it is reported with. */
type BadInput = readonly [name: string, input: string | Uint8Array, code: string];

const frames: readonly BadInput[] = [
  ['half a message', '{"type":"note","payl', 'unparsable-frame'],
  ['a line of a megabyte', A_MEGABYTE, 'frame-too-large'],
  ['a message of a megabyte', JSON.stringify({ type: A_MEGABYTE }), 'frame-too-large'],
  ['no message', '[[[[]]]]', 'malformed-frame'],
  ['bytes', Uint8Array.of(0, 255), 'unexpected-binary'],
];

test.each(frames)('a WebSocket that brings %s is told so, and goes on', async (_, frame, code) => {
  const stage = new Stage();
  stage.websocket('/ws', (server) => {
    server.accept();
    server.send(frame);
    server.send(JSON.stringify(NEXT));
  });
  const client = new WebSocketClient('/ws', { runtime: stage.runtime });
  const { codes, heard } = await listen(stage, client);
  expect([codes, heard]).toEqual([[code], ['next']]);
});

const pieces: readonly BadInput[] = [
  ['a line of a megabyte', `data: ${A_MEGABYTE}\n\n`, 'event-too-large'],
  ['a megabyte without an end', A_MEGABYTE, 'event-too-large'],
  ['a name of a megabyte', `event: ${A_MEGABYTE}\ndata: a\n\n`, 'event-too-large'],
  ['a megabyte in many lines', 'data: xxxxxxxxxxxxxxx\n'.repeat(80_000) + '\n', 'event-too-large'],
];

test.each(pieces)('a stream that brings %s is told so, and goes on', async (_, piece, code) => {
  const stage = new Stage();
  stage.sse('/events', (connection) => {
    connection.open();
    connection.raw(piece);
    connection.raw('\n\nevent: note\ndata: next\n\n');
  });
  const client = new SSEClient('/events', { runtime: stage.runtime });
  const { codes, heard } = await listen(stage, client);
  expect([codes, heard]).toEqual([[code], ['next']]);
});

test.each([
  ['bytes that are no text', Uint8Array.of(0, 255, 0xc3, 10, 0xed, 0xa0, 10)],
  ['an HTML page', '<!doctype html>\n<title>Sign in</title>\n<p>Sign in: here\n\n'],
  ['JSON', '{"error": "nobody"}\n\n[1, 2]\n\n'],
])('a stream that brings %s means nothing by that, and goes on', async (_, piece) => {
  const stage = new Stage();
  stage.sse('/events', (connection) => {
    connection.open();
    connection.raw(piece);
    connection.raw('\n\nevent: note\ndata: next\n\n');
  });
  const client = new SSEClient('/events', { runtime: stage.runtime });
  expect(await listen(stage, client)).toEqual({ codes: [], heard: ['next'] });
});

test.each([
  ['half a list', '[{"type":', 'unparsable-frame'],
  ['a list with things that are no messages', [7, NEXT], 'malformed-frame'],
  ['an HTML page', '<!doctype html><p>Sign in', 'unparsable-frame'],
])('an answer that is %s is told so, and the next one is read', async (_, body, code) => {
  const stage = new Stage();
  let asked = 0;
  stage.http('/messages', (__, respond) => respond({ body: ++asked === 1 ? body : [NEXT] }));
  const client = new PollingClient('/messages', { runtime: stage.runtime });
  const { codes, heard } = await listen(stage, client);
  await stage.advance(5000);
  expect([codes, heard.at(-1)]).toEqual([[code], 'next']);
});

test('a channel is told what cannot be cloned, what is no message and that it is closed', async () => {
  const stage = new Stage();
  const sync = new TabSyncService('app', { runtime: stage.runtime });
  const told: Error[] = [];
  sync.addEventListener('error', (event) => {
    event.preventDefault();
    told.push(event.error);
  });
  stage.channel('app', (peer) => {
    peer.post({ type: A_MEGABYTE.length });
    peer.postUnreadable();
  });
  expect(sync.broadcast('edit', () => undefined)).toBe(false);
  await stage.advance(0);
  sync.close();
  expect(sync.broadcast('edit', 1)).toBe(false);
  const codes = told.map((error) => (error as Error & { code: string }).code);
  expect(codes.sort()).toEqual([
    'closed',
    'malformed-message',
    'uncloneable',
    'unreadable-message',
  ]);
  for (const { message } of told) expect(message).toMatch(HELPFUL);
});

test('a worker is told what it cannot do, what cannot be cloned and that it has ended', async () => {
  const { stage, manager } = workerScene();
  const calls = [
    manager.process('shuffle', [1]),
    manager.process('sort', [() => 1]),
    manager.process('sort', 'no list' as never),
    manager.process('sort', [2, 1]),
  ];
  const settled = Promise.allSettled(calls);
  await stage.advance(1000);
  manager.terminate();
  const ended = await Promise.allSettled([manager.process('sort', [])]);
  const ends = [...(await settled), ...ended];
  const reasons = ends.map((end) =>
    end.status === 'rejected' ? (end.reason as Error) : undefined,
  );
  expect(ends[3]).toMatchObject({ value: [1, 2] });
  for (const reason of [0, 1, 2, 4].map((n) => reasons[n]))
    expect(reason?.message).toMatch(HELPFUL);
});

test.each<[string, string, unknown]>([
  ['websocket', '/ws', { do: 'send', data: 1 }],
  ['sse', '/events', { do: 'event', data: 1, id: 'two\nlines' }],
  ['http', '/messages', { do: 'respond', status: 99 }],
])('a stage is told of a cue for a %s that makes no sense', (kind, url, action) => {
  const stage = new Stage();
  const sources = { feed: { kind, url } };
  stage.load({ name: 'bad', sources, cues: [] });
  expect(() => stage.cue('feed', action as Action)).toThrow(HELPFUL);
});

/** Connects, and tells the codes of errors that help, and what else was heard. */
async function listen(
  stage: Stage,
  client: WebSocketClient | SSEClient | PollingClient,
): Promise<{ codes: string[]; heard: unknown[] }> {
  const codes: string[] = [];
  const heard: unknown[] = [];
  client.on('error', ({ error }) => {
    expect(error.message).toMatch(HELPFUL);
    codes.push(error.code);
  });
  client.on('note', (payload: unknown) => heard.push(payload));
  client.connect().catch(() => undefined);
  await stage.advance(0);
  return { codes, heard };
}
