import { expect, test } from 'vitest';
import type { Asked, Fate } from '../../stories/item-server.js';
import { add, alerted, rows, said } from '../../stories/optimistic-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { optimisticScene } from './optimistic-scene.js';

const lostUntil =
  (end: number) =>
  ({ at, method }: Asked): Fate =>
    method !== 'GET' && at < end ? { lost: 'request' } : {};

test('changes wait while the source is not open, and go out one by one when it is', async () => {
  const { stage, list, server } = await optimisticScene();
  stage.cue('updates', { do: 'refuse' });
  stage.cue('updates', { do: 'drop' });
  await stage.advance(0);
  add(list, 'Eggs', 'Salt');
  list.edit('i1', { text: 'Oat milk' });
  await stage.advance(60_000);
  expect(text(part(list, 'waiting'))).toBe('3 changes waiting Try now');
  expect(server.log).toEqual([]);
  stage.cue('updates', { do: 'restore' });
  await stage.advance(2000);
  const [first = 0, second, third] = server.log.map((line) => Number(line.split('@')[1]));
  expect([second, third]).toEqual([first + 200, first + 400]);
  expect(rows(list)).toEqual(['Oat milk', 'Bread', 'Eggs', 'Salt']);
  expect([part(list, 'waiting'), said(list)]).toEqual([null, 'All changes are saved']);
});

test('the reader may try at once, also where the source is not open', async () => {
  const { stage, list, server } = await optimisticScene();
  stage.cue('updates', { do: 'refuse' });
  stage.cue('updates', { do: 'drop' });
  await stage.advance(0);
  add(list, 'Eggs');
  await stage.advance(100);
  need(list, 'try-now').click();
  await stage.advance(200);
  expect([server.texts, rows(list)[2]]).toEqual([['Milk', 'Bread', 'Eggs'], 'Eggs']);
});

test('a request that gets lost is sent again, and fails when its tries are used up', async () => {
  const { stage, list, server, settled } = await optimisticScene(
    { plan: lostUntil(Infinity) },
    { retries: 2 },
  );
  add(list, 'Eggs', 'Salt');
  await stage.advance(0);
  expect(rows(list).slice(2)).toEqual(['Eggs (waiting)', 'Salt (waiting)']);
  await stage.advance(1999);
  expect(alerted(list)).toBe('');
  await stage.advance(1);
  expect(rows(list).slice(2)).toEqual(['Eggs (failed)', 'Salt (failed)']);
  expect(list.items.map((item) => item.text)).toEqual(['Milk', 'Bread']);
  expect(settled).toEqual(['add failed', 'add failed']);
  expect(server.log.filter((line) => line.startsWith('POST Eggs'))).toHaveLength(3);
});

test('without tries a lost request fails at once', async () => {
  const { stage, list } = await optimisticScene({ plan: lostUntil(Infinity) }, { retries: 0 });
  add(list, 'Eggs');
  await stage.advance(0);
  expect([rows(list)[2], alerted(list)]).toEqual(['Eggs (failed)', 'Failed to add item: Eggs']);
});

test('nothing fails while the page is offline, and the return of the network is no time lost', async () => {
  const { stage, list } = await optimisticScene(
    { plan: lostUntil(50_000) },
    { retries: 1, retryDelay: () => 20_000 },
  );
  stage.page.goOffline();
  add(list, 'Eggs');
  await stage.advanceTo(50_500);
  expect(rows(list)[2]).toBe('Eggs (waiting)');
  stage.page.goOnline();
  await stage.advance(200);
  expect(rows(list)[2]).toBe('Eggs');
});

test('what was lost on its way back is asked for again by the same key, and done once', async () => {
  const plan = ({ at, method }: Asked): Fate =>
    method === 'GET' ? {} : { echo: Infinity, ...(at < 2000 && { lost: 'answer' }) };
  const { stage, list, server } = await optimisticScene({ plan });
  add(list, 'Eggs');
  await stage.advance(300);
  list.edit(list.items[2]!.id, { text: 'Six eggs' });
  await stage.advance(3000);
  expect(server.log.map((line) => line.replace(/ @.*/, ''))).toEqual([
    'POST Eggs',
    'POST Eggs',
    'PATCH i3 Six eggs',
  ]);
  expect([rows(list), server.texts]).toEqual([
    ['Milk', 'Bread', 'Six eggs'],
    ['Milk', 'Bread', 'Six eggs'],
  ]);
});

test('a request that takes too long counts as lost', async () => {
  const plan = ({ method, at }: Asked): Fate =>
    method === 'POST' && at < 2000 ? { delay: 60_000 } : {};
  const { stage, list, server } = await optimisticScene({ plan }, { timeout: 1500 });
  add(list, 'Eggs');
  await stage.advance(1499);
  expect(rows(list)[2]).toBe('Eggs (pending)');
  await stage.advance(1);
  expect(rows(list)[2]).toBe('Eggs (waiting)');
  await stage.advance(1200);
  expect([rows(list)[2], server.log]).toEqual(['Eggs', ['POST Eggs @1000', 'POST Eggs @3500']]);
});

test('a server that is out of order is asked again, as often as allowed', async () => {
  const plan = ({ method }: Asked): Fate => (method === 'POST' ? { status: 500, delay: 0 } : {});
  const { stage, list, server } = await optimisticScene({ plan }, { retries: 2 });
  add(list, 'Eggs');
  await stage.advance(1999);
  expect(rows(list)[2]).toBe('Eggs (busy)');
  await stage.advance(1);
  expect(rows(list)[2]).toBe('Eggs (failed)');
  expect(server.log).toEqual(['POST Eggs @1000', 'POST Eggs @2000', 'POST Eggs @3000']);
});
