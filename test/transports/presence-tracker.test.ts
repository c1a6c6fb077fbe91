import { expect, test } from 'vitest';
import { PresenceService } from '../../src/transports/presence-service.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import { Stage } from '../../src/stage/stage.js';
import { watched } from './presence-scene.js';

test('who has left is told with their last sign of life', async () => {
  const { stage, say, presence } = await watched();
  const left: number[] = [];
  presence.subscribe((changes) => left.push(...changes.left.map(({ lastSeen }) => lastSeen)));
  say('presence-update', { userId: 'ada' });
  await stage.advance(20_000);
  const seenAt = stage.runtime.clock.monotonic();
  say('presence-update', { userId: 'ada' });
  await stage.advance(80_000);
  expect(left).toEqual([seenAt]);
});

test('a new name, a new colour and another tab are changes', async () => {
  const { stage, say, news, presence } = await watched();
  say('presence-update', { userId: 'ada', name: 'Ada' });
  await stage.advance(1000);
  for (const more of [{ name: 'Ada L.' }, { color: '#f00' }, { session: 'phone' }]) {
    say('presence-update', { userId: 'ada', ...more });
    await stage.advance(1000);
  }
  say('presence-update', { userId: 'ada' });
  await stage.advance(1000);
  expect(news).toEqual(['+ada', '~ada', '~ada', '~ada']);
  expect(presence.getOnlineUsers()).toMatchObject([{ name: 'Ada L.', color: '#f00', sessions: 2 }]);
});

test('what says nothing of anybody is reported with cause and remedy', async () => {
  const { stage, say, presence } = await watched();
  const problems: unknown[] = [];
  presence.addEventListener('invalid', ({ problem, payload }) => problems.push([problem, payload]));
  say('presence-update', { userId: '' });
  await stage.advance(0);
  expect(problems).toEqual([
    ['"userId" is an empty string. Give each user a string or a number.', { userId: '' }],
  ]);
});

test('ten thousand people who come and beat are all there, and nobody above that', async () => {
  const { stage, say, presence, news } = await watched();
  for (let round = 0; round < 2; round++) {
    for (let n = 0; n < 10_001; n++) say('presence-update', { userId: `u${n}` });
    await stage.advance(2000);
  }
  expect([presence.getOnlineUsers().length, news.length]).toEqual([10_000, 1]);
  await stage.advance(76_000);
  expect(presence.getOnlineUsers()).toEqual([]);
});

test('on an event stream it watches, and beats to nobody', async () => {
  const stage = new Stage();
  stage.load({
    name: 'one-way',
    sources: { room: { kind: 'sse', url: 'https://stage.test/room' } },
    cues: [
      { at: 100, source: 'room', do: 'event', event: 'presence-update', data: '{"userId":"ada"}' },
    ],
  });
  const source = new SSEClient('https://stage.test/room', { runtime: stage.runtime });
  const presence = new PresenceService(source, { runtime: stage.runtime });
  void source.connect();
  await stage.advance(40_000);
  expect(presence.getOnlineUsers()).toMatchObject([{ userId: 'ada' }]);
  expect(stage.errors).toEqual([]);
});
