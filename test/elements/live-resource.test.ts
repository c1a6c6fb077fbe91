import { onTestFinished, expect, test } from 'vitest';
import { ids, liveScene, rows, type LiveScene } from './live-scene.js';
import { eventsOf } from './pan-scene.js';

const RESOURCE = { resource: 'items' };

test('asks for its list on the bus, and hears of every item', async () => {
  const scene = liveScene();
  const asked = serve(scene, () => ({ items: rows('a', 'b') }));
  const element = scene.add(RESOURCE);
  const updates = eventsOf(element, 'live-data-update');
  await scene.stage.advance(0);
  expect([asked(), ids(element), element.status]).toEqual([1, ['a', 'b'], 'live']);
  scene.publish('items.item.state.c', { item: { id: 'c' } });
  scene.publish('items.item.state.a', { patch: { n: 1 } });
  scene.publish('items.item.state.b', { id: 'b', deleted: true });
  scene.publish('items.item.state.d', { deleted: true });
  await scene.stage.advance(0);
  expect(element.items).toEqual([{ id: 'c' }, { id: 'a', title: 'Title a', n: 1 }]);
  scene.publish('items.list.state', rows('z'));
  await scene.stage.advance(0);
  expect(ids(element)).toEqual(['z']);
  expect(updates.map(({ source }) => source)).toEqual(['fetch', 'push', 'push', 'push', 'push']);
});

test('asks again at an interval, and by refresh()', async () => {
  const scene = liveScene();
  const asked = serve(scene, () => rows('a'));
  const element = scene.add({ ...RESOURCE, interval: '1000' });
  await scene.stage.advance(2000);
  expect(asked()).toBe(3);
  await Promise.all([element.refresh(), scene.stage.advance(0)]);
  expect(asked()).toBe(4);
});

test('nobody answers: after thirty seconds that is an error, and a late answer helps', async () => {
  const scene = liveScene();
  const element = scene.add(RESOURCE);
  await scene.stage.advance(29_999);
  expect(element.status).toBe('loading');
  await scene.stage.advance(1);
  expect([element.status, element.error?.code]).toEqual(['error', 'no-answer']);
  serve(scene, () => rows('a'));
  await scene.stage.advance(3000);
  expect([element.status, ids(element)]).toEqual(['live', ['a']]);
});

test('waits for a bus that comes late', async () => {
  const scene = liveScene({ bus: false });
  serve(scene, () => rows('a'));
  const element = scene.add(RESOURCE);
  await scene.stage.advance(60_000);
  expect([element.status, ids(element)]).toEqual(['offline', []]);
  scene.place.append(scene.bus);
  await scene.stage.advance(0);
  expect([element.status, ids(element)]).toEqual(['live', ['a']]);
});

test('what the bus has kept is shown at once', async () => {
  const scene = liveScene();
  const now = scene.stage.runtime.clock.now();
  scene.publish('items.list.state', rows('a', 'b'), { retain: true, ts: now - 5000 });
  const element = scene.add(RESOURCE);
  await element.updateComplete;
  expect([ids(element), element.status]).toEqual([['a', 'b'], 'live']);
});

test('the list is on a server, its changes on the bus: what the bus kept before is old', async () => {
  const scene = liveScene();
  const asked = serve(scene, () => rows('no'));
  const ts = scene.stage.runtime.clock.now() - 60_000;
  const element = scene.add({ ...RESOURCE, src: '/api/items' });
  await scene.stage.advance(0);
  scene.publish('items.item.state.a', { patch: { title: 'Old' } }, { retain: true, ts });
  scene.publish('items.item.state.b', { patch: { title: 'New' } });
  await scene.stage.advance(0);
  expect(element.items).toEqual([...rows('a'), { id: 'b', title: 'New' }]);
  expect(asked()).toBe(0);
});

test('another resource begins afresh', async () => {
  const scene = liveScene();
  serve(scene, () => rows('a'));
  const element = scene.add(RESOURCE);
  await scene.stage.advance(0);
  element.resource = 'others';
  await scene.stage.advance(0);
  expect([ids(element), element.status]).toEqual([[], 'loading']);
  scene.publish('items.list.state', rows('a'));
  scene.publish('others.list.state', rows('o'));
  await scene.stage.advance(0);
  expect(ids(element)).toEqual(['o']);
});

/** Answers for the list of items, and counts how often it was asked. */
function serve(scene: LiveScene, list: () => unknown): () => number {
  let asked = 0;
  const listener = (event: Event): void => {
    if ((event as CustomEvent<{ topic: string }>).detail.topic !== 'items.list.get') return;
    asked++;
    scene.publish('items.list.state', list());
  };
  document.addEventListener('pan:publish', listener);
  onTestFinished(() => document.removeEventListener('pan:publish', listener));
  return () => asked;
}
