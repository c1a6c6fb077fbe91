import { expect, test } from 'vitest';
import { sequencer } from '../../src/core/sequencer.js';
import type { WebSocketClientOptions } from '../../src/transports/websocket-options.js';
import { every, NOTHING_LEFT, scene } from './websocket-scene.js';

test('delivers in order what came out of order, and tells of a gap and its end', async () => {
  const { stage, heard, say, received } = await open({ sequence: sequencer({ after: 0 }) });
  for (const seq of [2, 1, 4]) say('note', seq, { seq });
  await stage.advance(250);
  expect(heard).toEqual([1, 2, 'gap 3-3']);
  expect(received.at(-1)).toMatchObject({ type: 'resume', payload: { after: 2 } });
});

test('what the server sends again on resume fills the gap once', async () => {
  const { stage, heard, say, received } = await open({ sequence: sequencer({ after: 0 }) });
  for (const seq of [1, 4]) say('note', seq, { seq, id: `m${seq}` });
  await stage.advance(250);
  for (const seq of [2, 3, 4]) say('note', seq, { seq, id: `m${seq}` });
  await stage.advance(0);
  expect(received.map(({ payload }) => payload)).toEqual([{ after: 0 }, { after: 1 }]);
  expect(heard).toEqual([1, 'gap 2-3', 2, 3, 'recovered', 4]);
});

test('asks after a reconnect, behind what the handlers of connected send', async () => {
  const { stage, client, heard, say, server, received } = await open();
  client.on('connected', () => void client.send('join', { room: 1 }));
  say('note', 7, { seq: 7 });
  await stage.advance(0);
  server().drop();
  await stage.advance(1000);
  expect(received.map(({ type, payload }) => [type, payload])).toEqual([
    ['join', { room: 1 }],
    ['resume', { after: 7 }],
  ]);
  say('note', 8, { seq: 8 });
  await stage.advance(0);
  expect(heard).toEqual([7, 8]);
});

test('a double under another seq is dropped by its id without leaving a hole', async () => {
  const { stage, heard, say } = await open();
  say('note', 1, { seq: 1, id: 'same' });
  say('note', 1, { seq: 2, id: 'same' });
  say('note', 3, { seq: 3, id: 'other' });
  await stage.advance(1000);
  expect(heard).toEqual([1, 3]);
});

test('pongs need no place in the order', async () => {
  const { stage, client, say } = await open({ heartbeatInterval: 1000 });
  say('note', 1, { seq: 1 });
  say('note', 3, { seq: 3 });
  await stage.advance(3000);
  expect(client.state).toBe('open');
});

test('a server cannot fake the turns', async () => {
  const { stage, heard, say } = await open();
  for (const type of ['gap', 'recovered', 'reset']) say(type, { from: 1, to: 2 });
  await stage.advance(0);
  expect(heard).toEqual([]);
});

test('leaves nothing behind after disconnect()', async () => {
  const { stage, client, say } = await open();
  say('note', 1, { seq: 1 });
  say('note', 3, { seq: 3 });
  await stage.advance(0);
  client.disconnect();
  await stage.advance(0);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

async function open(options: WebSocketClientOptions = {}) {
  const result = scene({ sequence: sequencer(), reconnectDelay: every(1000), ...options });
  const heard: unknown[] = [];
  const { client, stage } = result;
  client.on('note', (payload) => heard.push(payload));
  client.addEventListener('gap', ({ from, to }) => heard.push(`gap ${from}-${to}`));
  for (const type of ['recovered', 'reset']) client.addEventListener(type, () => heard.push(type));
  void client.connect();
  await stage.advance(0);
  return { ...result, heard };
}
