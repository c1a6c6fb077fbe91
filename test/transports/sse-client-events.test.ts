import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import { sseScene } from './sse-scene.js';

test('hears named events by name and others as message, JSON or not', async () => {
  const { stage, client, heard, say } = await connected();
  const messages: unknown[] = [];
  client.on('message', (payload, { type, id, timestamp }) =>
    messages.push([payload, type, id, timestamp]),
  );
  say({ data: 'plain text', id: '7' });
  say({ event: 'tick', data: { n: 1 } });
  say({ event: '', data: '[1,' });
  await stage.advance(0);
  expect(heard).toEqual(['message "plain text"@0', 'tick {"n":1}@0', 'message "[1,"@0']);
  const now = Date.UTC(2026, 0, 15, 9);
  expect(messages).toEqual([
    ['plain text', 'message', '7', now],
    ['[1,', 'message', undefined, now],
  ]);
});

test('a handler that throws harms no other and keeps the stream', async () => {
  const { stage, client, heard, say } = await connected();
  client.on('tick', () => {
    throw new Error('mine');
  });
  const others: unknown[] = [];
  client.on('tick', (payload) => others.push(payload));
  say({ event: 'tick', data: 1 });
  say({ event: 'tick', data: 2 });
  await stage.advance(0);
  expect([others, heard.length, client.state]).toEqual([[1, 2], 2, 'open']);
  expect(stage.errors.map(String)).toEqual(['Error: mine', 'Error: mine']);
});

test('a handler that disconnects hears nothing more of the same piece', async () => {
  const { stage, client, heard, server } = await connected();
  client.on('stop', () => client.disconnect());
  server().raw('data: 1\n\nevent: stop\ndata: 2\n\ndata: 3\n\n');
  await stage.advance(0);
  expect(heard).toEqual(['message 1@0', 'stop 2@0']);
  expect(client.state).toBe('closed');
});

test('an event ends with the carriage return that ends it, without waiting for more', async () => {
  const { stage, heard, server } = await connected();
  server().raw('data: 1\r\r');
  await stage.advance(0);
  expect(heard).toEqual(['message 1@0']);
  server().raw('\ndata: 2\r\n\r');
  await stage.advance(0);
  expect(heard).toEqual(['message 1@0', 'message 2@0']);
});

test('an event that is too large is reported and skipped, however it comes', async () => {
  const { stage, client, told, heard, server } = await connected({ maxEventSize: 100 });
  server().raw(`data: ${'x'.repeat(101)}\n\ndata: 1\n\n`);
  await stage.advance(0);
  server().raw(`data: ${'y'.repeat(60)}`);
  server().raw(`${'y'.repeat(60)}\ndata: z\n`);
  server().raw('data: zz\r\n\r');
  server().raw('\ndata: 2\n\n');
  await stage.advance(0);
  expect(heard).toEqual(['message 1@0', 'message 2@0']);
  expect(told.slice(3)).toEqual(['error event-too-large@0', 'error event-too-large@0']);
  expect(client.state).toBe('open');
});

test('a payload that breaks its schema is told and dropped', async () => {
  const tick = {
    '~standard': {
      version: 1 as const,
      vendor: 'test',
      validate: (value: unknown) =>
        typeof value === 'number' ? { value: value * 2 } : { issues: [{ message: 'no number' }] },
    },
  };
  const { stage, client, heard, say } = await connected({ schemas: { tick } });
  const invalid: unknown[] = [];
  client.addEventListener('invalid', ({ message, issues }) =>
    invalid.push([message.payload, issues[0]?.message]),
  );
  say({ event: 'tick', data: 4 });
  say({ event: 'tick', data: 'four' });
  await stage.advance(0);
  expect([heard, invalid]).toEqual([['tick 8@0'], [['four', 'no number']]]);
});

test('any cut of the bytes gives the same events', async () => {
  const body =
    '\uFEFFdata: ünïcödé 🎬\r\ndata: two\r\nid: 1\r\n\r\n: comment\r\revent: tick\rdata: [1,\rdata: 2]\r\r' +
    'retry: 77\n\nevent:end\ndata:{"emoji":"👩‍👩‍👧"}\nunknown: field\n\n\r\ndata\n\ndata: last\r\n\r\n';
  const bytes = new TextEncoder().encode(body);
  const whole = await hearing([bytes]);
  expect(whole).toHaveLength(5);
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 })),
      async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const pieces = at.slice(1).map((end, index) => bytes.slice(at[index], end));
        expect(await hearing(pieces)).toEqual(whole);
      },
    ),
  );
  expect(await hearing(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
});

async function hearing(pieces: readonly Uint8Array[]): Promise<string[]> {
  const { stage, server, heard } = await connected();
  for (const piece of pieces) server().raw(piece);
  await stage.advance(0);
  stage.dispose();
  return heard;
}

async function connected(options: Parameters<typeof sseScene>[0] = {}) {
  const scenery = sseScene(options, new Stage());
  void scenery.client.connect();
  await scenery.stage.advance(0);
  return scenery;
}
