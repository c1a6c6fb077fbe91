import { expect, test } from 'vitest';
import type { PresenceChanges } from '../../src/core/presence.js';
import { PresenceService } from '../../src/transports/presence-service.js';
import { every, NOTHING_LEFT, scene } from './websocket-scene.js';

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

test('tells joins and leaves once and in batches', async () => {
  const { stage, say, news } = await watched();
  say('presence-update', { userId: 'ada', status: 'online' });
  await stage.advance(500);
  say('presence-update', { userId: 'bob', status: 'away', session: 'phone' });
  say('presence-update', { userId: 'bob', status: 'away', session: 'desk' });
  await stage.advance(499);
  expect(news).toEqual([]);
  await stage.advance(1);
  expect(news).toEqual(['+ada +bob']);
  say('presence-update', { userId: 'ada', status: 'online' });
  say('presence-update', { userId: 'bob', status: 'online', session: 'desk' });
  await stage.advance(1000);
  expect(news).toEqual(['+ada +bob', '~bob']);
});

test('a reload, gone and back within the grace, is told to nobody', async () => {
  const { stage, say, news } = await watched();
  say('presence-update', { userId: 'ada', status: 'online' });
  await stage.advance(1000);
  say('presence-offline', { userId: 'ada' });
  await stage.advance(4999);
  say('presence-update', { userId: 'ada', status: 'online' });
  await stage.advance(20_000);
  expect(news).toEqual(['+ada']);
});

test('who went is told after the grace, who fell silent after 75 seconds', async () => {
  const { stage, say, news, presence } = await watched();
  say('presence-update', { userId: 'ada', status: 'online' });
  say('presence-update', { userId: 'bob', status: 'online' });
  await stage.advance(1000);
  say('presence-update', { userId: 'bob', status: 'offline' });
  await stage.advance(5000);
  expect(presence.getOnlineUsers().map(({ userId }) => userId)).toEqual(['ada']);
  await stage.advance(1000);
  expect(news).toEqual(['+ada +bob', '-bob']);
  await stage.advanceTo(75_999);
  expect(news).toHaveLength(2);
  await stage.advance(1);
  expect(news.at(-1)).toBe('-ada');
});

test('nobody leaves while the connection is lost, nor before they could be heard again', async () => {
  const result = await watched();
  const { stage, say, server, news } = result;
  say('presence-update', { userId: 'ada', status: 'online' });
  await stage.advance(1000);
  result.answer = 'refuse';
  server().drop();
  await stage.advance(120_000);
  expect(news).toEqual(['+ada']);
  result.answer = 'accept';
  await stage.advance(1000);
  await stage.advance(70_000);
  expect(news).toEqual(['+ada']);
  await stage.advance(10_000);
  expect(news).toEqual(['+ada', '-ada']);
});

test('says when somebody was seen last, by the wall clock', async () => {
  const { stage, say, presence } = await watched();
  say('presence-update', { userId: 'ada', status: 'online' });
  await stage.advance(10_000);
  expect(presence.lastSeen('ada')).toBe(stage.runtime.clock.now() - 10_000);
  expect(presence.lastSeen('bob')).toBeUndefined();
});

test.each<[string, unknown]>([
  ['null', null],
  ['nobody', {}],
  ['an empty name', { userId: '' }],
  ['an odd name', { userId: { toString: 'x' } }],
])('messages about %s are ignored', async (_, payload) => {
  const { stage, say, presence } = await watched();
  say('presence-update', payload);
  say('presence-offline', payload);
  await stage.advance(2000);
  expect([presence.getOnlineUsers(), stage.errors]).toEqual([[], []]);
});

test('a subscription ends by its function, its signal, and with the service', async () => {
  const { stage, say, presence, news } = await watched();
  const heard: string[] = [];
  const control = new AbortController();
  const stop = presence.subscribe(() => heard.push('stopped'));
  presence.subscribe(() => heard.push('aborted'), { signal: control.signal });
  stop();
  control.abort();
  say('presence-update', { userId: 'ada', status: 'online' });
  presence.close();
  await stage.advance(5000);
  expect([heard, news]).toEqual([[], []]);
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

/** A connected client with a service, what that has told, and the beats that reached the server. */
async function watched() {
  const result = scene({ reconnectDelay: every(1000), maxReconnectAttempts: Infinity });
  const presence = new PresenceService(result.client, { runtime: result.stage.runtime });
  const news: string[] = [];
  presence.subscribe((changes) => news.push(inShort(changes)));
  void result.client.connect();
  await result.stage.advance(0);
  const beats = () =>
    result.received
      .filter(({ type }) => type === 'presence-heartbeat')
      .map(({ payload }) => JSON.stringify(payload));
  return Object.assign(result, { presence, news, beats });
}

function inShort({ joined, left, changed }: PresenceChanges): string {
  const list = (sign: string, users: PresenceChanges['joined']) =>
    users.map(({ userId }) => sign + userId);
  return [...list('+', joined), ...list('-', left), ...list('~', changed)].join(' ');
}
