import { expect, test } from 'vitest';
import { sharedScene } from './shared-scene.js';

test('passes on what any tab handles, and nothing else', async () => {
  const { stage, tabs, open } = await sharedScene({ count: 3 });
  const heard: string[] = [];
  const frame = (type: string): string => JSON.stringify({ type, payload: {}, timestamp: 0 });
  const onChannel = (): number =>
    stage.log.entries.filter(({ data }) => data?.includes('"kind":"message"')).length;
  await stage.advance(6000);
  const [server] = [...open];
  server!.send(frame('chat'));
  await stage.advance(0);
  expect(onChannel()).toBe(0);
  const stop = tabs[2]!.shared.on('chat', () => heard.push(`chat@${stage.now}`));
  await stage.advance(0);
  server!.send(frame('chat'));
  await stage.advance(0);
  expect([onChannel(), heard]).toEqual([1, ['chat@6000']]);
  stop();
  await stage.advance(0);
  server!.send(frame('chat'));
  await stage.advance(0);
  expect(onChannel()).toBe(1);
  const controller = new AbortController();
  tabs[1]!.shared.on('*', (_, { type }) => heard.push(type), controller);
  await stage.advance(0);
  server!.send(frame('anything'));
  await stage.advance(0);
  expect(heard).toEqual(['chat@6000', 'anything']);
  controller.abort();
  await stage.advance(0);
  server!.send(frame('anything'));
  await stage.advance(0);
  expect(onChannel()).toBe(2);
});

test.each(['close', 'crash'] as const)('forgets what a tab handled that goes (%s)', async (how) => {
  const { stage, tabs, open } = await sharedScene({ count: 2 });
  tabs[1]!.shared.on('chat', () => undefined);
  await stage.advance(5000);
  tabs[1]![how]();
  await stage.advance(how === 'close' ? 0 : 40_000);
  const before = stage.log.entries.length;
  [...open][0]!.send(JSON.stringify({ type: 'chat', payload: {}, timestamp: 0 }));
  await stage.advance(0);
  const said = stage.log.entries.slice(before).filter(({ data }) => data?.includes('"kind":"mess'));
  expect(said).toEqual([]);
});

test('delivers no message twice when the next leader gets it again', async () => {
  const { stage, tabs, say } = await sharedScene({ count: 3 });
  say(1, { id: 'a' });
  await stage.advance(0);
  tabs[0]!.shared.disconnect();
  await stage.advance(0);
  say(1, { id: 'a' });
  say(2, { id: 'b' });
  await stage.advance(0);
  expect(tabs.map(({ news }) => news)).toEqual([[1], [1, 2], [1, 2]]);
});

test('iterates in a follower, and ends with break', async () => {
  const { stage, tabs, say } = await sharedScene();
  const seen: unknown[] = [];
  const reading = (async () => {
    for await (const { payload } of tabs[1]!.shared.messages('news')) {
      seen.push(payload);
      if (payload === 2) break;
    }
  })();
  await stage.advance(0);
  for (const payload of [1, 2, 3]) say(payload);
  await stage.advance(0);
  await reading;
  expect(seen).toEqual([1, 2]);
});

test('a follower that was forgotten in its sleep is told that it may have missed something', async () => {
  const { stage, tabs } = await sharedScene();
  await stage.advance(10_000);
  tabs[1]!.page.freeze();
  await stage.advance(100_000);
  tabs[1]!.page.resume();
  await stage.advance(0);
  expect(tabs[1]!.told.slice(3)).toEqual([
    'connecting@110000',
    'disconnected 1006@110000',
    'open@110000',
    'connected@110000',
  ]);
});
