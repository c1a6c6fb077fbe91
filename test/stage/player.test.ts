import { expect, test } from 'vitest';
import { Stage, type CannedStream, type Cue } from '../../src/stage.js';

const sources = { feed: { kind: 'websocket', url: '/ws' } } as const;
const NINE = Date.UTC(2026, 0, 15, 9);

test('plays messages when they are due, in an envelope', async () => {
  const { stage, messages } = play([
    { at: 500, source: 'feed', do: 'message', type: 'n', payload: { a: 1 }, id: 'x', seq: 7 },
  ]);
  await stage.advance(499);
  expect(messages).toEqual([]);
  await stage.advance(1);
  expect(messages).toEqual([
    { type: 'n', payload: { a: 1 }, timestamp: NINE + 500, id: 'x', seq: 7 },
  ]);
});

test('fills placeholders in messages and repeats them', async () => {
  const payload = {
    ...{ at: '{{now}}', ago: ['{{now-60000}}', '{{ now + 5 }}'], n: '{{n}}' },
    text: 'Row {{n}} of {{now}} {{other}} {{constructor}}',
  };
  const { stage, messages } = play([
    {
      ...{ at: 10, source: 'feed', do: 'message', type: 't', id: '{{n}}', seq: '{{n}}', payload },
      repeat: { times: 3, every: 5 },
    },
  ]);
  await stage.advance(100);
  expect(messages.map(({ id, seq, timestamp }) => [id, seq, timestamp])).toEqual([
    ['1', 1, NINE + 10],
    ['2', 2, NINE + 15],
    ['3', 3, NINE + 20],
  ]);
  expect(messages[1]?.['payload']).toEqual({
    ...{ at: NINE + 15, ago: [NINE - 59_985, NINE + 20], n: 2 },
    text: `Row 2 of ${NINE + 15} {{other}} {{constructor}}`,
  });
});

test('sends frames as they are', async () => {
  const { stage, raw } = play([
    { at: 1, source: 'feed', do: 'frame', data: 'raw {{now}}' },
    { at: 2, source: 'feed', do: 'frame', data: 'AP8=', encoding: 'base64' },
  ]);
  await stage.advance(5);
  expect(raw).toEqual(['raw {{now}}', new Uint8Array([0, 255]).buffer]);
});

test('answers ping unless told otherwise, and whatever a reply is given for', async () => {
  const { stage, socket, messages } = play([
    { at: 10, source: 'feed', do: 'reply', to: 'join', type: 'joined', payload: { n: '{{n}}' } },
  ]);
  await stage.advance(5);
  for (const type of ['ping', 'join', 'unknown']) socket.send(JSON.stringify({ type }));
  for (const text of ['no json', 'null', '{"type":5}']) socket.send(text);
  await stage.advance(10);
  for (let count = 0; count < 2; count++) socket.send('{"type":"join"}');
  await stage.advance(1);
  const seen = messages.map(({ type, payload }) => [type, payload]);
  expect(seen).toEqual([
    ['pong', {}],
    ['joined', { n: 1 }],
    ['joined', { n: 2 }],
  ]);
  const quiet = play([], { feed: { ...sources.feed, pong: false } });
  await quiet.stage.advance(5);
  quiet.socket.send('{"type":"ping"}');
  await quiet.stage.advance(5);
  expect(quiet.messages).toEqual([]);
});

test('sends to all open connections, or to the one it names', async () => {
  const { stage, messages } = play([
    { at: 5, source: 'feed', do: 'message', type: 'all' },
    { at: 6, source: 'feed', do: 'message', type: 'second', connection: 2 },
  ]);
  const second: string[] = [];
  new stage.runtime.WebSocket('/ws').onmessage = ({ data }) => second.push(String(data));
  await stage.advance(10);
  expect(messages.map(({ type }) => type)).toEqual(['all']);
  expect(second).toHaveLength(2);
});

test('reaches a page that connects in the very instant of the cue', async () => {
  const { stage, messages } = play([{ at: 0, source: 'feed', do: 'message', type: 'hello' }]);
  await stage.advance(0);
  expect(messages).toMatchObject([{ type: 'hello' }]);
});

test('loses messages that find no connection, and notes it', async () => {
  const stage = new Stage({
    stream: stream([{ at: 5, source: 'feed', do: 'frame', data: 'lost' }]),
  });
  await stage.advance(10);
  expect(stage.log.entries).toEqual([
    { at: 5, source: 'feed', direction: 'in', kind: 'lost', data: 'lost' },
  ]);
});

test('gives the page its signals and jumps the wall clock', async () => {
  const verbs = ['hide', 'show', 'focus', 'offline', 'online', 'freeze', 'resume'] as const;
  const stage = new Stage({
    stream: stream([
      ...verbs.map((verb, at): Cue => ({ at, source: 'page', do: verb })),
      ...(['pagehide', 'pageshow'] as const).map((verb): Cue => ({
        at: 8,
        source: 'page',
        do: verb,
      })),
      { at: 9, source: 'clock', do: 'jump', by: 3_600_000 },
    ]),
  });
  const { page, clock } = stage.runtime;
  const seen: string[] = [];
  const signals = [
    'visibilitychange',
    'focus',
    'online',
    'offline',
    'pageshow',
    'pagehide',
  ] as const;
  for (const signal of [...signals, 'freeze', 'resume'] as const) {
    page.on(signal, () => seen.push(`${stage.now} ${signal} ${page.hidden} ${page.online}`));
  }
  await stage.advance(10);
  expect(seen).toEqual([
    ...['0 visibilitychange true true', '1 visibilitychange false true', '2 focus false true'],
    ...['3 offline false false', '4 online false true', '5 freeze false true'],
    ...['6 resume false true', '8 pagehide false true', '8 pageshow false true'],
  ]);
  expect(clock.now()).toBe(NINE + 10 + 3_600_000);
});

test('plays a stream that is loaded later from that moment on', async () => {
  const { stage, messages } = play([]);
  await stage.advance(1000);
  stage.load(stream([{ at: 5, source: 'feed', do: 'message', type: 'late' }]));
  await stage.advance(4);
  expect(messages).toEqual([]);
  await stage.advance(1);
  expect(messages).toMatchObject([{ type: 'late' }]);
  const moved = { name: 'b', sources: { feed: { kind: 'websocket', url: '/other' } }, cues: [] };
  expect(() => stage.load(moved)).toThrow(
    'Failed to load stream "b": source "feed" is on stage already, at wss://stage.test/ws.',
  );
});

test('carries out a cue at once and says which sources there are', async () => {
  const { stage, messages } = play([]);
  await stage.advance(0);
  stage.cue('feed', { do: 'message', type: 'now' });
  expect(messages).toEqual([]);
  await stage.advance(0);
  expect(messages).toMatchObject([{ type: 'now' }]);
  expect(() => stage.cue('fed', { do: 'drop' })).toThrow('Use one of: feed, page, clock.');
  expect(() => stage.cue('feed', { do: 'hide' })).toThrow('"do" is "hide". Use one of: message');
});

function stream(cues: readonly Cue[], from: CannedStream['sources'] = sources): CannedStream {
  return { name: 's', sources: from ?? {}, cues };
}

function play(cues: readonly Cue[], from?: CannedStream['sources']) {
  const stage = new Stage({ stream: stream(cues, from) });
  const messages: Array<Record<string, unknown>> = [];
  const raw: unknown[] = [];
  const socket = new stage.runtime.WebSocket('/ws');
  socket.binaryType = 'arraybuffer';
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    raw.push(data);
    if (typeof data === 'string' && data.startsWith('{')) {
      messages.push(JSON.parse(data) as Record<string, unknown>);
    }
  };
  return { stage, socket, messages, raw };
}
