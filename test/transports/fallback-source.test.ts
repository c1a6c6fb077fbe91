import { expect, test } from 'vitest';
import type { StagedServerConnection } from '../../src/stage/staged-server-connection.js';
import { Stage } from '../../src/stage/stage.js';
import { FallbackSource } from '../../src/transports/fallback-source.js';
import { PollingClient } from '../../src/transports/polling-client.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { every, NOTHING_LEFT, outcome } from './websocket-scene.js';

test('uses the best source while that works, and touches no other', async () => {
  const { stage, told, heard, say, requests } = await chain();
  say('a');
  await stage.advance(60_000);
  expect(heard).toEqual(['a@0']);
  expect(told).toEqual(['connecting@0', 'open@0', 'connected@0']);
  expect(requests).toEqual([]);
});

test('moves down step by step when nothing gets through', async () => {
  const { stage, told, requests, source } = await chain({ websocket: false, sse: false });
  await stage.advance(10_000);
  expect(requests.slice(0, 4)).toEqual(['sse@2000', 'sse@3000', 'sse@4000', 'poll@4000']);
  expect(told.filter((entry) => !/waiting|connecting/.test(entry))).toEqual([
    'open@4000',
    'connected@4000',
  ]);
  expect(source.active).toBeInstanceOf(PollingClient);
});

test('a source that gives up at once is left at once', async () => {
  const { stage, source, requests } = await chain({ websocket: false, sse: 404 });
  await stage.advance(3000);
  expect(requests.slice(0, 2)).toEqual(['sse@2000', 'poll@2000']);
  expect(source.state).toBe('open');
});

test('moves up again without losing or doubling what comes meanwhile', async () => {
  const { stage, source, heard, told, world, say } = await chain({ websocket: false, sse: false });
  await stage.advance(4000);
  for (const id of ['a', 'b']) say(id);
  await stage.advance(5000);
  world.websocket = true;
  say('c');
  await stage.advance(60_000 - 5000);
  expect(source.active).toBeInstanceOf(WebSocketClient);
  say('d');
  await stage.advance(30_000);
  expect(heard.map((entry) => entry[0])).toEqual(['a', 'b', 'c', 'd']);
  expect(told.filter((entry) => /connected/.test(entry))).toEqual(['connected@4000']);
  expect(stage.pending.sockets).toBe(1);
});

test('the old source stays for a while after a move up, for what was sent just before', async () => {
  const { stage, heard, world, say } = await chain({ websocket: false, sse: false }, 61_000);
  await stage.advanceTo(64_500);
  say('a');
  world.websocket = true;
  await stage.advanceTo(65_000);
  say('b');
  await stage.advanceTo(75_000);
  expect(heard).toEqual(['b@65000', 'a@69000']);
  expect(stage.pending.timers).toBe(0);
});

test('a better source that still fails is left alone for another while', async () => {
  const { stage, requests, source } = await chain({ websocket: false, sse: false });
  await stage.advance(4000);
  requests.length = 0;
  await stage.advance(130_000);
  expect(requests.filter((entry) => entry.startsWith('sse'))).toEqual(['sse@64000', 'sse@124000']);
  expect(source.active).toBeInstanceOf(PollingClient);
  expect(source.state).toBe('open');
});

test('says disconnected and connected once when it has to change over', async () => {
  const { stage, told, world, servers, say, heard } = await chain();
  world.websocket = false;
  servers.at(-1)!.drop();
  await stage.advance(3000);
  say('a');
  await stage.advance(0);
  expect(told.filter((entry) => /connected/.test(entry))).toEqual([
    'connected@0',
    'disconnected@0',
    'connected@2000',
  ]);
  expect(heard).toEqual(['a@3000']);
});

test('what is sent meanwhile waits for the WebSocket', async () => {
  const { stage, source, world, received } = await chain({ websocket: false });
  await stage.advance(3000);
  source.send('note', 1);
  expect(source.connection.unsent).toBe(1);
  world.websocket = true;
  await stage.advance(60_000);
  expect(received).toMatchObject([{ type: 'note', payload: 1 }]);
});

test('connect() resolves when anything is open, and disconnect() ends everything', async () => {
  const { stage, source } = await chain({ websocket: false, sse: false });
  const connected = outcome(source.connect());
  await stage.advance(3999);
  expect(connected.now).toBe('pending');
  await stage.advance(1);
  expect(connected.now).toBe('resolved');
  await stage.advance(60_000);
  source.disconnect();
  await stage.advance(0);
  expect(source.state).toBe('closed');
  expect(stage.pending).toEqual(NOTHING_LEFT);
  source.retain();
  await stage.advance(10_000);
  expect(source.state).toBe('open');
});

test('the last to let go ends it', async () => {
  const { stage, source, release } = await chain();
  const other = source.retain();
  release();
  await stage.advance(0);
  expect(source.state).toBe('open');
  other();
  await stage.advance(0);
  expect(source.state).toBe('closed');
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

/** A server that knows all messages so far, and three ways to it. */
async function chain(
  ways: { websocket?: boolean; sse?: boolean | number } = {},
  climbAfter?: number,
) {
  const stage = new Stage();
  const { runtime } = stage;
  const world = { websocket: true, sse: true as boolean | number, ...ways };
  const history: { id: string; type: string; payload: unknown; timestamp: number }[] = [];
  const servers: StagedServerConnection[] = [];
  const streams: ((id: string) => void)[] = [];
  const received: unknown[] = [];
  const requests: string[] = [];
  stage.websocket('/ws', (server) => {
    if (!world.websocket) return server.refuse();
    servers.push(server);
    server.onmessage((data) => received.push(JSON.parse(data as string)));
    server.accept();
  });
  stage.sse('/sse', (connection) => {
    requests.push(`sse@${stage.now}`);
    if (world.sse !== true) return connection.refuse(world.sse || 503);
    connection.open();
    streams.push((id) => connection.event({ event: 'note', id, data: JSON.stringify(id) }));
  });
  stage.http('/poll', (_, respond) => {
    requests.push(`poll@${stage.now}`);
    respond({ body: history });
  });
  const source = new FallbackSource(
    [
      new WebSocketClient('/ws', { runtime, reconnectDelay: every(1000), heartbeatInterval: 0 }),
      new SSEClient('/sse', { runtime, reconnectDelay: every(1000) }),
      new PollingClient('/poll', { runtime, interval: 5000 }),
    ],
    { runtime, climbAfter },
  );
  const told: string[] = [];
  const heard: string[] = [];
  source.addEventListener('statechange', () => told.push(`${source.state}@${stage.now}`));
  source.on('connected', () => told.push(`connected@${stage.now}`));
  source.on('disconnected', () => told.push(`disconnected@${stage.now}`));
  source.on('note', (id) => heard.push(`${String(id)}@${stage.now}`));
  const say = (id: string): void => {
    const message = { id, type: 'note', payload: id, timestamp: 0 };
    history.push(message);
    for (const server of servers) server.send(JSON.stringify(message));
    for (const stream of streams) stream(id);
  };
  const release = source.retain();
  await stage.advance(0);
  return { stage, source, world, told, heard, say, servers, received, requests, release };
}
