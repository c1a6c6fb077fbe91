import { expect, test } from 'vitest';
import { watched } from './presence-scene.js';
import { NOTHING_LEFT } from './websocket-scene.js';

test('beats when the connection opens and every 30 seconds', async () => {
  const { stage, beats } = await watched();
  await stage.advance(29_999);
  expect(beats()).toEqual(['{}']);
  await stage.advance(1);
  expect(beats()).toEqual(['{}', '{}']);
});

test('says at once that the page is hidden, and that it is back', async () => {
  const { stage, beats } = await watched();
  stage.page.hide();
  await stage.advance(0);
  stage.page.show();
  await stage.advance(0);
  expect(beats()).toEqual(['{}', '{"status":"away"}', '{}']);
});

test('the beat goes on where it was after the page was hidden', async () => {
  const { stage, beats } = await watched();
  await stage.advance(20_000);
  stage.page.hide();
  await stage.advance(29_999);
  expect(beats()).toHaveLength(2);
  await stage.advance(1);
  expect(beats()).toEqual(['{}', '{"status":"away"}', '{"status":"away"}']);
});

test('beats into no outbox while disconnected, and at once when reconnected', async () => {
  const { stage, beats, server, client } = await watched();
  server().drop();
  await stage.advance(999);
  expect([beats(), client.connection.unsent]).toEqual([['{}'], 0]);
  await stage.advance(1);
  expect(beats()).toEqual(['{}', '{}']);
});

test('leaves no timer and no listener behind', async () => {
  const { stage, presence, client, say, beats } = await watched();
  say('presence-update', { userId: 'ada', status: 'online' });
  await stage.advance(10);
  presence.close();
  const before = beats().length;
  stage.page.hide();
  await stage.advance(60_000);
  expect(beats()).toHaveLength(before);
  client.disconnect();
  await stage.advance(100);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('says what joins there are before it says that it is there', async () => {
  const { client, received, stage } = await watched();
  client.on('connected', () => client.send('join', { room: 'a' }));
  client.disconnect();
  await stage.advance(0);
  received.length = 0;
  void client.connect();
  await stage.advance(0);
  expect(received.map(({ type }) => type)).toEqual(['join', 'presence-heartbeat']);
});
