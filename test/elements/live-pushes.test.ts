import '../../src/elements/pan-sse/pan-sse.define.js';
import { expect, test } from 'vitest';
import { says } from '../../stories/live-parts.js';
import { asks, ids, liveScene, loaded, rows, SRC } from './live-scene.js';
import { eventsOf } from './pan-scene.js';

test('merges what is pushed on the connection, and tells of it', async () => {
  const { element, stage, push } = await loaded({ event: 'item' });
  const updates = eventsOf(element, 'live-data-update');
  push({ item: { id: 'c' } });
  push({ patch: { id: 'a', n: 1 } });
  push({ id: 'b', deleted: true });
  push({ id: 'd', plain: true });
  await stage.advance(0);
  expect(element.items).toEqual([
    { id: 'd', plain: true },
    { id: 'c' },
    { id: 'a', title: 'Title a', n: 1 },
  ]);
  expect(updates.map(({ source }) => source)).toEqual(['push', 'push', 'push', 'push']);
  push({ patch: { id: 'a', n: 1 } });
  push([{ id: 'z' }]);
  await stage.advance(0);
  expect([ids(element), updates.length]).toEqual([['z'], 5]);
});

test('what is pushed while the answer travels wins, and what is deleted stays deleted', async () => {
  const scene = liveScene();
  scene.answer = { body: rows('a', 'b', 'c'), delay: 1000 };
  const element = scene.add({ ...SRC, event: 'item' });
  await scene.stage.advance(500);
  scene.push({ id: 'a', deleted: true });
  scene.push({ item: { id: 'b', title: 'Pushed' } });
  await scene.stage.advance(500);
  expect(element.items).toEqual([{ id: 'b', title: 'Pushed' }, ...rows('c')]);
});

test('another event is heard instead, and another key tells apart', async () => {
  const scene = await loaded({ event: 'other' });
  scene.push({ item: { id: 'c' } });
  await scene.stage.advance(0);
  expect(ids(scene.element)).toEqual(['a', 'b']);
  scene.element.event = 'item';
  scene.element.key = 'title';
  await scene.stage.advance(0);
  scene.push({ item: { id: 'c', title: 'Title a' } });
  await scene.stage.advance(0);
  expect(ids(scene.element)).toEqual(['c', 'b']);
});

test('a connection that comes back has missed something: the list is asked for again', async () => {
  const scene = await loaded({ event: 'item', grace: '1000' });
  const { element, stage } = scene;
  await stage.advance(5000);
  scene.drop();
  await stage.advance(999);
  expect(element.status).toBe('live');
  await stage.advance(1);
  expect([element.status, says(element)]).toEqual(['offline', 'Offline, Last updated just now']);
  scene.answer = { body: rows('c') };
  await stage.advance(3000);
  expect([ids(element), asks(scene)]).toEqual([['c'], [0, 9000]]);
  await stage.advance(500);
  expect(element.status).toBe('live');
});

test('while it polls, a lost connection does not make it offline', async () => {
  const scene = await loaded({ event: 'item', interval: '1000', grace: '0' });
  const { element, stage } = scene;
  scene.drop();
  await stage.advance(1500);
  expect([element.status, asks(scene)]).toEqual(['live', [0, 1000]]);
  scene.answer = undefined;
  await stage.advance(1000);
  expect(element.status).toBe('offline');
});

test('a connection that opens late has missed something, too', async () => {
  const scene = liveScene();
  const element = scene.add({ ...SRC, event: 'item' }, { source: undefined });
  await scene.stage.advance(3000);
  expect([element.status, asks(scene)]).toEqual(['offline', [0]]);
  element.source = scene.source;
  await scene.stage.advance(500);
  expect([element.status, asks(scene)]).toEqual(['live', [0, 3000]]);
});

test('without a list to ask for it shows what is pushed', async () => {
  const scene = liveScene();
  const element = scene.add({ event: 'item' });
  await element.updateComplete;
  expect(element.status).toBe('loading');
  await scene.stage.advance(0);
  expect([element.status, ids(element)]).toEqual(['live', []]);
  scene.push({ item: { id: 'a' } });
  await scene.stage.advance(0);
  expect(ids(element)).toEqual(['a']);
});

test('hears topics on the bus, by patterns, and only what is meant for it', async () => {
  const scene = await loaded({ topic: 'items.* other' });
  scene.publish('items.new', { item: { id: 'c' } });
  scene.publish('other', { item: { id: 'd' } });
  scene.publish('elsewhere', { item: { id: 'e' } });
  const inside = document.createElement('i');
  scene.element.append(inside);
  const detail = { topic: 'items.new', data: { item: { id: 'f' } } };
  inside.dispatchEvent(new CustomEvent('pan:deliver', { detail, bubbles: true, composed: true }));
  await scene.stage.advance(0);
  expect(ids(scene.element)).toEqual(['d', 'c', 'a', 'b']);
});

test('without a bus a topic is offline; when one comes, the list is asked for again', async () => {
  const scene = liveScene({ bus: false });
  const element = scene.add({ ...SRC, topic: 'items' }, { source: undefined });
  await scene.stage.advance(2000);
  expect([element.status, ids(element)]).toEqual(['offline', ['a', 'b']]);
  scene.place.append(scene.bus);
  await scene.stage.advance(0);
  expect([element.status, asks(scene)]).toEqual(['live', [0, 2000]]);
});

test('a topic is offline while the connection around it is', async () => {
  const scene = liveScene();
  const stream = document.createElement('pan-sse');
  scene.place.append(Object.assign(stream, { runtime: scene.stage.runtime, src: '/api/events' }));
  scene.stage.sse('/api/events', (server) => server.open());
  const element = scene.add({ ...SRC, topic: 'items' }, { source: undefined });
  stream.append(element);
  await scene.stage.advance(0);
  expect(element.status).toBe('live');
  stream.disconnect();
  await scene.stage.advance(0);
  expect(element.status).toBe('offline');
});
