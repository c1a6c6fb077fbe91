import { expect, test } from 'vitest';
import { sharedScene } from './shared-scene.js';
import { NOTHING_LEFT } from './websocket-scene.js';

test('a leader that closes hands over at once', async () => {
  const { stage, tabs, dials, say } = await sharedScene({ count: 3 });
  tabs[0]!.shared.disconnect();
  await stage.advance(0);
  expect(dials()).toBe(2);
  expect(tabs.map(({ shared }) => shared.state)).toEqual(['closed', 'open', 'open']);
  expect(tabs[2]!.told.slice(-4)).toEqual([
    'connecting@0',
    'disconnected 1006@0',
    'open@0',
    'connected@0',
  ]);
  say('after');
  await stage.advance(0);
  expect(tabs.map(({ news }) => news)).toEqual([[], ['after'], ['after']]);
});

test('a leader that is killed is replaced at once by the next in line', async () => {
  const { stage, tabs, dials, say } = await sharedScene({ count: 3 });
  const [first, second, third] = tabs;
  first!.shared.disconnect();
  await stage.advance(100);
  second!.crash();
  await stage.advance(0);
  expect(dials()).toBe(3);
  say('after');
  await stage.advance(0);
  expect(third!.news).toEqual(['after']);
});

test('a frozen leader is replaced after its lease, and fenced off when it thaws', async () => {
  const { stage, tabs, dials, say, open } = await sharedScene({ count: 3 });
  await stage.advance(1000);
  tabs[0]!.page.freeze();
  await stage.advance(5999);
  expect(dials()).toBe(1);
  await stage.advance(501);
  expect(dials()).toBe(2);
  expect(tabs.slice(1).map(({ shared }) => shared.state)).toEqual(['open', 'open']);
  say('meanwhile', { id: 'm' });
  await stage.advance(60_000);
  tabs[0]!.page.resume();
  await stage.advance(10);
  expect(tabs.map(({ news }) => news)).toEqual([['meanwhile'], ['meanwhile'], ['meanwhile']]);
  expect(open.size).toBe(1);
  expect(tabs[0]!.shared.state).toBe('open');
  await stage.advance(60_000);
  expect([dials(), open.size]).toEqual([2, 1]);
});

test('nothing is left when all tabs let go', async () => {
  const { stage, tabs } = await sharedScene({ count: 3 });
  await stage.advance(20_000);
  for (const { shared } of tabs) shared.disconnect();
  await stage.advance(100);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  expect(stage.errors).toEqual([]);
});

test('fifty tabs with a frozen leader agree on one successor', async () => {
  const { stage, tabs, dials, open } = await sharedScene({ count: 50 });
  tabs[0]!.page.freeze();
  await stage.advance(10_000);
  expect([dials(), open.size]).toEqual([2, 2]);
  tabs[0]!.page.resume();
  await stage.advance(10);
  expect([dials(), open.size]).toEqual([2, 1]);
});

test('tabs that lose patience at the very same moment elect one of them', async () => {
  const { stage, tabs, dials } = await sharedScene({ count: 9, without: { random: () => 0 } });
  tabs[0]!.page.freeze();
  await stage.advance(30_000);
  expect(dials()).toBe(2);
  expect(tabs.slice(1).map(({ told }) => told.filter((text) => text.startsWith('open')))).toEqual(
    Array(8).fill(['open@0', 'open@7000']),
  );
});

test('when all tabs have been frozen, the first to thaw leads, and the others follow', async () => {
  const { stage, tabs, open, say } = await sharedScene({ count: 3 });
  await stage.advance(1000);
  for (const { page } of tabs) page.freeze();
  await stage.advance(3_600_000);
  tabs[1]!.page.resume();
  await stage.advance(10_000);
  expect(tabs[1]!.shared.state).toBe('open');
  for (const { page } of tabs) page.resume();
  await stage.advance(10);
  say('after', { id: 'a' });
  await stage.advance(10);
  expect([open.size, tabs.map(({ news }) => news)]).toEqual([1, [['after'], ['after'], ['after']]]);
});

test('a tab that opens beside a frozen leader does not wait for a whole lease', async () => {
  const { stage, tabs, join } = await sharedScene({ count: 1 });
  tabs[0]!.page.freeze();
  await stage.advance(60_000);
  const late = join();
  await stage.advance(2500);
  expect(late.shared.state).toBe('open');
});

test('a next in line that is frozen holds nobody up for long', async () => {
  const { stage, tabs } = await sharedScene({ count: 3 });
  await stage.advance(1000);
  tabs[1]!.page.freeze();
  tabs[0]!.shared.disconnect();
  await stage.advance(2500);
  expect(tabs[2]!.shared.state).toBe('open');
});

test('a leader whose timers hardly run stays the leader, because it answers', async () => {
  const { stage, tabs, dials } = await sharedScene({ count: 3, slow: 60_000 });
  await stage.advance(600_000);
  expect([dials(), tabs[1]!.told]).toEqual([1, ['connecting@0', 'open@0', 'connected@0']]);
});

test('a thawed leader misses nothing that was said before it learns that it is one no more', async () => {
  const { stage, tabs, say, open } = await sharedScene({ lateLoss: 50 });
  tabs[0]!.page.freeze();
  await stage.advance(8000);
  for (const payload of [1, 2, 3]) say(payload, { id: `m${payload}` });
  await stage.advance(1000);
  tabs[0]!.page.resume();
  await stage.advance(100);
  expect([open.size, tabs.map(({ news }) => news)]).toEqual([
    1,
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
  ]);
});

test('a leader that freezes while it asks for its lock does not believe the old answer', async () => {
  const { stage, tabs, open, say } = await sharedScene({ count: 3, lateAnswers: 10, lateLoss: 20 });
  await stage.advance(1000);
  const [old] = tabs;
  // Whoever thaws asks; the answer comes to one that is frozen again, and then the loss does.
  old!.page.freeze();
  old!.page.resume();
  await stage.advance(1);
  old!.page.freeze();
  await stage.advance(8000);
  expect(open.size).toBe(2);
  say('meanwhile', { id: 'm1' });
  await stage.advance(0);
  const before = tabs.map(({ told }) => told.length);
  old!.page.resume();
  await stage.advance(1000);
  expect(open.size).toBe(1);
  expect(tabs.map(({ news }) => news)).toEqual([['meanwhile'], ['meanwhile'], ['meanwhile']]);
  // The others have nothing to do with it.
  expect(tabs.slice(1).map(({ told }) => told.length)).toEqual(before.slice(1));
});
