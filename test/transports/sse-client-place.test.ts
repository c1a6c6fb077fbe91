import { expect, test } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import type { SSEClientOptions } from '../../src/transports/sse-options.js';
import { sseScene } from './sse-scene.js';
import { every } from './websocket-scene.js';

const BODY = 'data: a\n\nid: 1\n\ndata: b\n\nevent: tick\nid: 2\n\n: c\n\ndata: c\n\nid: 3\n\n';

test('an id without data moves the place when its turn comes', async () => {
  const { places, server, stage } = await connected();
  server().raw(BODY);
  await stage.advance(0);
  expect(places()).toEqual(['a after ""', 'b after "1"', 'c after "2"', 'now "3"']);
});

test('it does so wherever the bytes are cut', async () => {
  for (const [size, body] of [
    [1, BODY],
    [3, BODY.replaceAll('\n', '\r\n')],
    [2, BODY.replaceAll('\n', '\r')],
  ] as const) {
    const { places, server, stage } = await connected();
    for (let at = 0; at < body.length; at += size) server().raw(body.slice(at, at + size));
    await stage.advance(0);
    expect(places()).toEqual(['a after ""', 'b after "1"', 'c after "2"', 'now "3"']);
    stage.dispose();
  }
});

test('the server is asked to go on after it, and the next page too', async () => {
  const { client, server, servers, stage } = await connected({
    lastEventIdKey: 'place',
    reconnectDelay: every(1000),
  });
  server().raw('id: é1\n\n');
  await stage.advance(0);
  server().drop();
  await stage.advance(1000);
  expect([servers[1]?.lastEventId, stage.runtime.storage?.getItem('place')]).toEqual(['é1', 'é1']);
  server().raw('id\n\n');
  await stage.advance(0);
  expect(client.lastEventId).toBe('');
});

test('what is no id, or not yet one, moves nothing', async () => {
  const { places, server, stage } = await connected();
  server().raw('id: 1\n\nid: 2\0\n\nids: 3\n\nid4: 5\n\nID: 6\n\n id: 7\n\nid\t: 8\n\ndata: a\n\n');
  server().raw('id: 9\n');
  await stage.advance(0);
  expect(places()).toEqual(['a after "1"', 'now "1"']);
});

test('an id that is too large is skipped with its event', async () => {
  const { places, server, stage, told } = await connected({ maxEventSize: 100 });
  server().raw('id: 1\n\n');
  for (const piece of ['id: ', 'x'.repeat(80), 'x'.repeat(80), '\n', '\ndata: a\n\n']) {
    server().raw(piece);
  }
  await stage.advance(0);
  expect(told.at(-1)).toBe('error event-too-large@0');
  expect(places()).toEqual(['a after "1"', 'now "1"']);
});

test('a handler that disconnects keeps the place where it was', async () => {
  const { client, places, server, stage } = await connected();
  client.on('message', () => client.disconnect());
  server().raw('id: 1\ndata: a\n\nid: 2\n\n');
  await stage.advance(0);
  expect(places()).toEqual(['a after "1"', 'now "1"']);
});

async function connected(options: SSEClientOptions = {}) {
  const scenery = sseScene(options, new Stage());
  const { client, stage } = scenery;
  const seen: string[] = [];
  client.on('message', (data) => seen.push(`${data as string} after "${client.lastEventId}"`));
  void client.connect();
  await stage.advance(0);
  return { ...scenery, places: () => [...seen, `now "${client.lastEventId}"`] };
}
