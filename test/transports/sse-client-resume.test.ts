import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import { sseScene } from './sse-scene.js';
import { every } from './websocket-scene.js';

const again = { reconnectDelay: every(1000) };

test('comes back with the last id, and what is repeated right then is heard once', async () => {
  const scenery = sseScene(again);
  const { stage, client, heard, servers, say } = scenery;
  void client.connect();
  await stage.advance(0);
  expect(servers[0]?.lastEventId).toBeUndefined();
  for (const id of ['1', '2', 'ü3']) say({ id, data: id });
  await stage.advance(0);
  scenery.answer = (connection) => {
    connection.open();
    connection.event({ event: 'hello', data: 'no id' });
    for (const id of ['2', 'ü3', '4', '5']) connection.event({ id, data: id });
  };
  servers[0]!.drop();
  await stage.advance(1000);
  expect(servers[1]?.lastEventId).toBe('ü3');
  expect(heard.map((line) => line.split('@')[0])).toEqual([
    ...['message 1', 'message 2', 'message "ü3"'],
    ...['hello "no id"', 'message 4', 'message 5'],
  ]);
});

test('the same id twice is two events, except right after a resume', async () => {
  const { stage, client, heard, servers, say } = sseScene(again);
  void client.connect();
  await stage.advance(0);
  for (const data of [1, 2]) say({ id: 'commit', data });
  await stage.advance(0);
  servers[0]!.drop();
  await stage.advance(1000);
  say({ id: 'next', data: 3 });
  say({ id: 'commit', data: 4 });
  await stage.advance(0);
  expect(heard.map((line) => line.split('@')[0])).toEqual([1, 2, 3, 4].map((n) => `message ${n}`));
});

test('an empty id forgets the place in the stream', async () => {
  const { stage, client, servers, say, server } = sseScene(again);
  void client.connect();
  await stage.advance(0);
  say({ id: '1', data: 1 });
  await stage.advance(0);
  expect(client.lastEventId).toBe('1');
  server().raw('id:\ndata: 2\n\n');
  await stage.advance(0);
  servers[0]!.drop();
  await stage.advance(1000);
  expect([client.lastEventId, servers[1]?.lastEventId]).toEqual(['', undefined]);
});

test('an event that broke off does not move the place', async () => {
  const { stage, client, servers, say, heard } = sseScene(again);
  void client.connect();
  await stage.advance(0);
  say({ id: '1', data: 1 });
  servers[0]!.raw('id: 2\ndata: half');
  servers[0]!.drop();
  await stage.advance(1000);
  expect([servers[1]?.lastEventId, heard]).toEqual(['1', ['message 1@0']]);
});

test('the place outlives the page under a key', async () => {
  const stage = new Stage();
  const first = sseScene({ lastEventIdKey: 'place' }, stage);
  void first.client.connect();
  await stage.advance(0);
  first.say({ id: '41', data: 1 });
  await stage.advance(0);
  first.client.disconnect();
  expect(stage.runtime.storage?.getItem('place')).toBe('41');
  const second = sseScene({ lastEventIdKey: 'place' }, stage);
  void second.client.connect();
  await stage.advance(0);
  expect(second.servers[0]?.lastEventId).toBe('41');
});

test('a storage that is full is reported and loses nothing', async () => {
  const stage = new Stage();
  const storage = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
    removeItem: () => {},
  };
  const runtime = { ...stage.runtime, storage };
  const { client, say, heard } = sseScene({ lastEventIdKey: 'place', runtime }, stage);
  void client.connect();
  await stage.advance(0);
  say({ id: '1', data: 1 });
  await stage.advance(0);
  expect([heard, client.state]).toEqual([['message 1@0'], 'open']);
  expect(stage.errors.map(String)).toEqual(['Error: full']);
});

test('an id given at the start is where the stream begins', async () => {
  const { stage, client, servers } = sseScene({ lastEventId: '99' });
  void client.connect();
  await stage.advance(0);
  expect(servers[0]?.lastEventId).toBe('99');
});

test('a server that counts its ids from the beginning again loses nothing', async () => {
  const { stage, client, heard, servers, say } = sseScene(again);
  void client.connect();
  await stage.advance(0);
  for (const id of ['1', '2', '3']) say({ id, data: `old ${id}` });
  await stage.advance(0);
  servers[0]!.drop();
  await stage.advance(1000);
  for (const id of ['1', '2', '3']) say({ id, data: `new ${id}` });
  await stage.advance(0);
  expect(heard.filter((line) => line.includes('new'))).toHaveLength(3);
});

test('who repeats itself long after a resume means it', async () => {
  const { stage, client, heard, servers, say } = sseScene(again);
  void client.connect();
  await stage.advance(0);
  say({ id: 'tick', data: 1 });
  await stage.advance(0);
  servers[0]!.drop();
  await stage.advance(1000);
  say({ id: 'tick', data: 1 });
  await stage.advance(5000);
  say({ id: 'tick', data: 1 });
  await stage.advance(0);
  expect(heard).toEqual(['message 1@0', 'message 1@6000']);
});

test('an id that no header could carry is no place', async () => {
  const { stage, client, servers, say, heard } = sseScene(again);
  void client.connect();
  await stage.advance(0);
  say({ id: '1', data: 1 });
  say({ id: 'x'.repeat(200_000), data: 2 });
  await stage.advance(0);
  servers[0]!.drop();
  await stage.advance(1000);
  expect([client.state, servers[1]?.lastEventId]).toEqual(['open', '1']);
  expect(heard).toHaveLength(2);
});

test('remembers as many ids as it is told to', async () => {
  const { stage, client, heard, servers, say } = sseScene({ ...again, dedupeWindow: 2 });
  void client.connect();
  await stage.advance(0);
  for (const id of ['1', '2', '3', '4', '5']) say({ id, data: id });
  await stage.advance(0);
  servers[0]!.drop();
  await stage.advance(1000);
  for (const id of ['5', '1']) say({ id, data: id });
  await stage.advance(0);
  expect(heard.slice(5)).toEqual(['message 1@1000']);
});
