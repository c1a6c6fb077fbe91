import { expect, test } from 'vitest';
import { watched } from './presence-scene.js';

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

test('a beat that changes nothing starts no batch', async () => {
  const { stage, say, news } = await watched();
  await stage.advance(900);
  say('presence-update', { userId: 'ada', status: 'online' });
  await stage.advance(999);
  expect(news).toEqual([]);
  await stage.advance(1);
  expect(news).toEqual(['+ada']);
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
