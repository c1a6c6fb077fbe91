import { expect, test } from 'vitest';
import { heard, rows as shown, says } from '../../stories/live-parts.js';
import { all, need, part } from '../../stories/scene-parts.js';
import { asks, ids, liveScene, loaded, rows } from './live-scene.js';
import { eventsOf } from './pan-scene.js';

test('asks when it is inserted, and shows what it gets', async () => {
  const scene = liveScene();
  const element = scene.add();
  const updates = eventsOf(element, 'live-data-update');
  const statuses = eventsOf(element, 'live-data-status');
  await element.updateComplete;
  expect([element.status, need(element, 'panel').ariaBusy]).toEqual(['loading', 'true']);
  expect(part(element, 'skeleton')).not.toBeNull();
  await scene.stage.advance(0);
  expect([element.status, need(element, 'panel').ariaBusy]).toEqual(['live', 'false']);
  expect([shown(element), says(element)]).toEqual([['Title a', 'Title b'], 'Live']);
  expect(asks(scene)).toEqual([0]);
  expect(updates).toMatchObject([{ source: 'fetch', bubbles: false, composed: false }]);
  expect(updates[0]?.items).toEqual(rows('a', 'b'));
  expect(statuses.map(({ status }) => status)).toEqual(['loading', 'live']);
  expect(element.lastUpdated).toBe(scene.stage.runtime.clock.now());
  await scene.stage.advance(100);
  expect(heard(element)).toEqual({ polite: '2 items', assertive: '' });
});

test('without anything to ask for it is idle, and asks for nothing', async () => {
  const scene = liveScene();
  const element = scene.add({});
  await scene.stage.advance(60_000);
  expect([element.status, says(element), asks(scene)]).toEqual(['idle', 'Not connected', []]);
  await expect(element.refresh()).rejects.toMatchObject({ code: 'nothing-to-ask' });
});

test('one request is in flight, and a newer one takes its place', async () => {
  const scene = liveScene();
  scene.answer = { body: rows('old'), delay: 500 };
  const element = scene.add();
  await scene.stage.advance(100);
  scene.answer = { body: rows('new'), delay: 500 };
  const promises = [element.refresh(), element.refresh()];
  await scene.stage.advance(0);
  expect([asks(scene), scene.stage.pending.sockets]).toEqual([[0, 100], 1]);
  await scene.stage.advance(450);
  expect(ids(element)).toEqual([]);
  await scene.stage.advance(50);
  await Promise.all(promises);
  expect([ids(element), element.status]).toEqual([['new'], 'live']);
});

test('what is set in the same task as refresh() counts, and is asked for once', async () => {
  const scene = await loaded();
  scene.element.src = '/api/others';
  await Promise.all([scene.element.refresh(), scene.stage.advance(0)]);
  const asked = scene.stage.log.entries.filter(({ data }) => data?.startsWith('GET'));
  expect(asked.map(({ data }) => data)).toEqual([
    'GET https://stage.test/api/items',
    'GET https://stage.test/api/others',
  ]);
});

test('refresh() tells why there is no answer; what is there stays', async () => {
  const scene = await loaded();
  const { element } = scene;
  const errors = eventsOf(element, 'live-data-error');
  scene.answer = undefined;
  const refreshed = element.refresh();
  await scene.stage.advance(0);
  await expect(refreshed).rejects.toMatchObject({ code: 'connection-failed' });
  expect(errors).toMatchObject([{ error: { code: 'connection-failed' } }]);
  expect([element.status, ids(element)]).toEqual(['stale', ['a', 'b']]);
  expect(element.error?.code).toBe('connection-failed');
});

test('another address begins afresh', async () => {
  const scene = await loaded();
  const { element, stage } = scene;
  scene.answer = { body: rows('c'), delay: 100 };
  element.src = '/api/others';
  await stage.advance(0);
  expect([element.status, ids(element)]).toEqual(['loading', []]);
  await stage.advance(100);
  expect([element.status, ids(element)]).toEqual(['live', ['c']]);
});

test.each([
  [{}, 'same-origin'],
  [{ 'with-credentials': '' }, 'include'],
  [{ 'with-credentials': 'false' }, 'same-origin'],
])('with %j credentials are %s', async (attributes, expected) => {
  const scene = liveScene();
  const asked: (string | undefined)[] = [];
  scene.stage.http('/api/items', ({ credentials }, respond) => {
    asked.push(credentials);
    respond({ body: [] });
  });
  scene.add({ src: '/api/items', ...attributes });
  await scene.stage.advance(0);
  expect(asked).toEqual([expected]);
});

test('rows keep their nodes by key, wherever they go', async () => {
  const scene = await loaded({ event: 'item' });
  const [a, b] = all(scene.element, 'row');
  scene.push({ item: { id: 'c' } });
  scene.push({ patch: { id: 'b', title: 'Other' } });
  await scene.stage.advance(0);
  expect(all(scene.element, 'row').slice(1)).toEqual([a, b]);
  scene.answer = { body: rows('b', 'a') };
  await Promise.all([scene.element.refresh(), scene.stage.advance(0)]);
  expect(all(scene.element, 'row')).toEqual([b, a]);
});
