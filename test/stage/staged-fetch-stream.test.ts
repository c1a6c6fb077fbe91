import { expect, test } from 'vitest';
import type { FaultSettings } from '../../src/stage/faults.js';
import { Stage } from '../../src/stage/stage.js';
import type { StagedHttpConnection } from '../../src/stage/staged-http-connection.js';

test('pieces of a body arrive when they were sent, latency included', async () => {
  const { stage, farEnd, read } = streaming({ latency: 20 });
  await stage.advance(39);
  expect(read).toEqual([]);
  await stage.advance(1);
  expect(read).toEqual(['200 text/event-stream@40']);
  farEnd().event({ event: 'tick', id: '7', retry: 500, data: { a: 1 } });
  farEnd().comment('alive');
  farEnd().event({ data: 'two\nlines' });
  farEnd().close();
  await stage.advance(20);
  expect(read.slice(1)).toEqual([
    'event: tick\nid: 7\nretry: 500\ndata: {"a":1}\n\n@60',
    ': alive\n\n@60',
    'data: two\ndata: lines\n\n@60',
    'end@60',
  ]);
  expect(stage.pending).toMatchObject({ sockets: 0, listeners: 0 });
});

test('the faults of a broker befall events as a whole, latency and jitter every piece', async () => {
  const faults = { duplicate: 0.3, loss: 0.3, reorder: 0.3, latency: 10, jitter: 20 };
  const { stage, farEnd, read } = streaming(faults);
  await stage.advance(100);
  for (let n = 0; n < 50; n++) farEnd().event({ data: n });
  farEnd().raw('raw');
  await stage.advance(2000);
  const pieces = read.slice(1).map((line) => line.split('@')[0]!);
  const counts = new Map<string, number>();
  for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  expect(counts.get('raw')).toBe(1);
  expect(counts.size).toBeLessThan(51);
  expect(Math.max(...counts.values())).toBe(2);
  const order = pieces.flatMap((piece) => /data: (\d+)/.exec(piece)?.[1] ?? []).map(Number);
  expect(order).not.toEqual([...order].sort((a, b) => a - b));
  const lost = stage.log.entries.filter(({ kind }) => kind === 'lost');
  expect(lost.length + counts.size).toBe(51);
});

test('a dropped connection is an error in the body', async () => {
  const { stage, farEnd, read } = streaming();
  await stage.advance(0);
  farEnd().raw('data: half');
  farEnd().drop();
  await stage.advance(0);
  expect(read.slice(1)).toEqual(['data: half@0', 'TypeError@0']);
});

test('a stalled connection keeps silent until it is restored', async () => {
  const { stage, farEnd, read } = streaming();
  await stage.advance(0);
  farEnd().stall();
  farEnd().raw('late');
  await stage.advance(10_000);
  expect(read).toHaveLength(1);
  farEnd().restore();
  await stage.advance(0);
  expect(read.slice(1)).toEqual(['late@10000']);
});

test.each([
  ['before the answer', 0],
  ['in the body', 10],
])('aborting %s rejects with the reason and tells the far end', async (_, after) => {
  const { stage, farEnd, read, controller, gone } = streaming({ latency: 5 });
  await stage.advance(5);
  await stage.advance(after);
  controller.abort(new Error('enough'));
  await stage.advance(5);
  expect(read.at(-1)).toBe(`Error: enough@${stage.now - 5}`);
  expect(gone).toEqual([stage.now]);
  expect(farEnd().state).toBe('closed');
  farEnd().event({ data: 'lost' });
  expect(stage.log.entries.at(-1)).toMatchObject({ kind: 'lost', data: 'data: lost\n\n' });
  expect(stage.pending).toMatchObject({ sockets: 0, listeners: 0 });
});

test('cancelling the body tells the far end as well', async () => {
  const stage = new Stage();
  const gone: number[] = [];
  stage.sse('/events', (connection) => {
    connection.open();
    connection.onclose(() => gone.push(stage.now));
  });
  const response = stage.runtime.fetch('/events');
  await stage.advance(3);
  await (await response).body?.cancel();
  await stage.advance(0);
  expect(gone).toEqual([3]);
});

test('a signal that has aborted rejects at once', async () => {
  const stage = new Stage();
  const asked = stage.runtime.fetch('/events', { signal: AbortSignal.abort('no') });
  await expect(asked).rejects.toBe('no');
  expect(stage.log.entries).toEqual([]);
});

test('a refusal has a status, headers and no body', async () => {
  const stage = new Stage();
  stage.sse('/events', (connection) => connection.refuse(503, { 'Retry-After': '7' }));
  const response = stage.runtime.fetch('/events');
  await stage.advance(0);
  const { status, headers } = await response;
  expect([status, headers.get('retry-after')]).toEqual([503, '7']);
  expect(await (await response).text()).toBe('');
});

test.each([
  ['an event before the answer', 'has not begun. Call open() first', (c) => c.event({ data: 1 })],
  ['the end before the answer', 'has not begun. Call open() first', (c) => c.close()],
  ['two answers', 'it has begun already', (c) => [c.open(), c.open()]],
  ['a status that is none', '99 is no status', (c) => c.open({ status: 99 })],
  ['an id of two lines', 'has a line break', (c) => [c.open(), c.event({ id: 'a\nb' })]],
] as const satisfies ReadonlyArray<[string, string, (far: StagedHttpConnection) => unknown]>)(
  'tells the far end that it may not send %s',
  async (_, message, act) => {
    const stage = new Stage();
    stage.sse('/events', (connection) => void act(connection));
    void stage.runtime.fetch('/events').catch(() => {});
    await stage.advance(0);
    expect(String(stage.errors[0])).toContain(message);
  },
);

function streaming(settings: FaultSettings = {}) {
  const stage = new Stage();
  const controller = new AbortController();
  const gone: number[] = [];
  const read: string[] = [];
  let far: StagedHttpConnection | undefined;
  stage.sse(
    '/events',
    (connection) => {
      far = connection;
      connection.onclose(() => gone.push(stage.now));
      connection.open();
    },
    settings,
  );
  const note = (text: string): void => void read.push(`${text}@${stage.now}`);
  const run = async (): Promise<void> => {
    const response = await stage.runtime.fetch('/events', { signal: controller.signal });
    note(`${response.status} ${response.headers.get('content-type')}`);
    const reader = response.body!.getReader();
    for (let piece = await reader.read(); piece.value; piece = await reader.read()) {
      note(new TextDecoder().decode(piece.value));
    }
    note('end');
  };
  run().catch((error: Error) => note(error.message === 'enough' ? String(error) : error.name));
  return { stage, controller, gone, read, farEnd: () => far! };
}
