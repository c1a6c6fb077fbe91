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
  await leader(1).catch(() => undefined);
  const [first, second, third] = tabs;
  first!.shared.disconnect();
  await stage.advance(100);
  second!.crash();
  await stage.advance(0);
  expect(dials()).toBe(3);
  say('after');
  await stage.advance(0);
  expect(third!.news).toEqual(['after']);
  async function leader(_: number) {}
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
