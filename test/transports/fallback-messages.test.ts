import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import { sequencer } from '../../src/core/sequencer.js';
import type { StandardSchema } from '../../src/core/standard-schema.js';
import type { SentMessage } from '../../src/core/sent-message.js';
import { FallbackSource } from '../../src/transports/fallback-source.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { twoWays } from './fallback-scene.js';
import { every } from './websocket-scene.js';

test('tells of gaps, and of what can never be whole again', async () => {
  const socket = { sequence: sequencer({ wait: 100, patience: 500 }) };
  const { stage, source, servers } = twoWays({}, {}, { socket });
  const told: unknown[] = [];
  source.addEventListener('gap', ({ from, to }) => told.push(['gap', from, to]));
  source.addEventListener('recovered', ({ from, to }) => told.push(['recovered', from, to]));
  source.addEventListener('reset', ({ reason }) => told.push(['reset', reason]));
  source.retain();
  await stage.advance(0);
  const say = (seq: number): void =>
    servers[0]!.send(JSON.stringify({ type: 'note', payload: seq, timestamp: 0, seq }));
  for (const seq of [1, 3]) say(seq);
  await stage.advance(100);
  say(2);
  for (const seq of [4, 6]) say(seq);
  await stage.advance(1000);
  expect(told).toEqual([
    ['gap', 2, 2],
    ['recovered', 2, 2],
    ['gap', 5, 5],
    ['reset', 'lost'],
  ]);
});

test('passes on what a schema of its source refuses, and the errors', async () => {
  const number: StandardSchema = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: (value: unknown) =>
        typeof value === 'number' ? { value } : { issues: [{ message: 'no number' }] },
    },
  };
  const { stage, source, servers } = twoWays({}, {}, { socket: { schemas: { note: number } } });
  const told: unknown[] = [];
  source.addEventListener('invalid', ({ message, issues }) => {
    told.push([message.payload, issues[0]?.message]);
  });
  source.on('error', ({ error }) => told.push(error.code));
  source.retain();
  await stage.advance(0);
  servers[0]!.send('{"type":"note","payload":"x","timestamp":0}');
  servers[0]!.send('{');
  await stage.advance(0);
  expect(told).toEqual([['x', 'no number'], 'unparsable-frame']);
});

test('counts messages without an id only from the source in use', async () => {
  const { stage, source, world, sse, streams } = twoWays({ websocket: false });
  const heard: unknown[] = [];
  source.on('*', ({ type }) => heard.push(type));
  source.retain();
  await stage.advance(3000);
  world.websocket = true;
  await stage.advance(60_000);
  expect(source.active).not.toBe(sse);
  streams.at(-1)!.event({ event: 'nameless', data: 'late' });
  streams.at(-1)!.event({ event: 'named', id: '7', data: 'late' });
  await stage.advance(0);
  expect(heard).toEqual(['named']);
});

test('whoever moves down again soon keeps no third source', async () => {
  const { stage, source, world, servers } = twoWays({ websocket: false });
  source.retain();
  await stage.advance(3000);
  world.websocket = true;
  await stage.advance(60_000);
  world.websocket = false;
  servers.at(-1)!.drop();
  await stage.advance(5000);
  expect(source.state).toBe('open');
  await stage.advance(20_000);
  expect([source.state, stage.pending.sockets]).toEqual(['open', 1]);
});

test('a better source that refuses to begin again does not hinder those below it', async () => {
  const stage = new Stage();
  const { runtime } = stage;
  const world = { websocket: false };
  stage.sse('/once', (connection) => connection.refuse(204));
  stage.websocket('/ws', (server) => (world.websocket ? server.accept() : server.refuse()));
  stage.sse('/sse', (connection) => connection.open());
  const once = new SSEClient('/once', { runtime, method: 'POST' });
  const websocket = new WebSocketClient('/ws', { runtime, reconnectDelay: every(1000) });
  const last = new SSEClient('/sse', { runtime });
  const source = new FallbackSource([once, websocket, last], { runtime });
  source.retain();
  await stage.advance(5000);
  expect(source.active).toBe(last);
  world.websocket = true;
  await stage.advance(60_000);
  expect(source.active).toBe(websocket);
});

test('says that everything failed, and when the outbox changes', async () => {
  const { stage, source } = twoWays({ websocket: false, sse: { status: 404 } });
  const told: string[] = [];
  source.on('reconnect-failed', () => told.push(`failed@${stage.now}`));
  source.addEventListener('outboxchange', () => told.push(`unsent ${source.connection.unsent}`));
  source.retain();
  source.send('note');
  await stage.advance(3000);
  expect(told).toEqual(['unsent 1', 'failed@2000']);
});

test('what a source cannot send for another reason than its direction is thrown', async () => {
  const { source } = twoWays();
  const loop: unknown[] = [];
  loop.push(loop);
  expect(() => source.send('note', loop)).toThrow(/Failed to send "note"/);
  expect(() => new FallbackSource([new SSEClient('/sse')]).send('note')).toThrow(/[Oo]ne way/);
});

test('what is to be acknowledged waits for the best source, whichever is in use', async () => {
  const { stage, source, world, servers, received } = twoWays({ websocket: false });
  source.retain();
  await stage.advance(3000);
  expect(source.active).toBeInstanceOf(SSEClient);
  const sent = source.send('order', {}, { ack: true, id: 'mine' }) as SentMessage;
  world.websocket = true;
  await stage.advance(60_000);
  expect([received, sent.fate]).toEqual([['order'], 'sending']);
  servers[0]!.send('{"type":"ack","payload":{"id":"mine"},"timestamp":0}');
  await stage.advance(0);
  expect(sent.fate).toBe('delivered');
});
