import { html } from 'lit';
import { expect, test } from 'vitest';
import { rows as shown, says } from '../../stories/live-parts.js';
import { part, text } from '../../stories/scene-parts.js';
import { asks, ids, liveScene, loaded, rows, SRC } from './live-scene.js';
import { eventsOf } from './pan-scene.js';

test('pause() freezes the list, resume() shows what came meanwhile and asks again', async () => {
  const scene = await loaded({ event: 'item', interval: '1000' });
  const { element, stage } = scene;
  element.pause();
  await stage.advance(0);
  const updates = eventsOf(element, 'live-data-update');
  scene.push({ item: { id: 'c' } });
  await stage.advance(10_000);
  expect([element.status, says(element), ids(element)]).toEqual(['idle', 'Paused', ['a', 'b']]);
  expect([asks(scene), updates]).toEqual([[0], []]);
  scene.answer = { body: rows('a', 'c'), delay: 100 };
  element.resume();
  await stage.advance(0);
  expect([element.status, ids(element), asks(scene)]).toEqual([
    'live',
    ['c', 'a', 'b'],
    [0, 10_000],
  ]);
  await stage.advance(100);
  expect([ids(element), updates.map(({ source }) => source)]).toEqual([
    ['a', 'c'],
    ['push', 'fetch'],
  ]);
});

test('paused from the beginning it asks for nothing, but for refresh()', async () => {
  const scene = liveScene();
  const element = scene.add({ src: '/api/items', paused: '' });
  await scene.stage.advance(5000);
  expect([element.status, asks(scene)]).toEqual(['idle', []]);
  await Promise.all([element.refresh(), scene.stage.advance(0)]);
  expect(shown(element)).toEqual(['Title a', 'Title b']);
});

test('clear() empties the list, also of an answer that was made before', async () => {
  const scene = await loaded({ event: 'item' });
  scene.answer = { body: rows('a', 'b'), delay: 100 };
  void scene.element.refresh();
  await scene.stage.advance(50);
  scene.element.clear();
  await scene.stage.advance(100);
  expect([ids(scene.element), part(scene.element, 'empty') !== null]).toEqual([[], true]);
  scene.push({ item: { id: 'c' } });
  await scene.stage.advance(0);
  expect(ids(scene.element)).toEqual(['c']);
});

test('a list that is given, or cleared, is shown also while it is paused', async () => {
  const scene = await loaded({ event: 'item', paused: '' });
  const { element, stage } = scene;
  scene.push({ item: { id: 'x' } });
  element.items = rows('c');
  await stage.advance(0);
  scene.push({ item: { id: 'y' } });
  await stage.advance(0);
  expect(shown(element)).toEqual(['Title c']);
  element.clear();
  await stage.advance(0);
  expect(shown(element)).toEqual([]);
});

test('items that are given are shown until there are others', async () => {
  const scene = liveScene();
  scene.answer = { body: rows('b'), delay: 100 };
  const element = scene.add({ src: '/api/items' }, { items: rows('a') });
  await scene.stage.advance(50);
  expect([ids(element), shown(element)]).toEqual([['a'], ['Title a']]);
  await scene.stage.advance(50);
  expect(ids(element)).toEqual(['b']);
  expect(element.items).toBe(element.items);
});

test('items that are given while an answer travels are shown until there is a newer one', async () => {
  const scene = liveScene();
  scene.answer = { body: rows('b'), delay: 100 };
  const element = scene.add();
  await scene.stage.advance(50);
  element.items = rows('a');
  await scene.stage.advance(1049);
  expect(ids(element)).toEqual(['a']);
  await scene.stage.advance(1);
  expect([ids(element), element.status]).toEqual([['b'], 'live']);
  await scene.stage.advance(5000);
  expect(asks(scene)).toEqual([0, 1000]);
});

test('items that throw when they are read are reported', () => {
  const { add } = liveScene();
  const element = add({});
  const codes: string[] = [];
  element.addEventListener('live-data-error', ({ error }) => codes.push(error.code));
  const bad = Object.defineProperty({}, 'id', { get: refuse });
  element.items = [bad];
  expect([codes, element.items]).toEqual([['unreadable-list'], []]);
});

test('what is not asked for any more cannot fail', async () => {
  const scene = liveScene();
  scene.answer = undefined;
  const element = scene.add({ ...SRC, event: 'item' });
  await scene.stage.advance(3000);
  expect(element.status).toBe('error');
  element.src = '';
  await scene.stage.advance(0);
  scene.push({ item: { id: 'x' } });
  await scene.stage.advance(20);
  expect([element.status, element.error, ids(element)]).toEqual(['live', undefined, ['x']]);
});

test('transform makes a list of any answer, and may fail', async () => {
  const data = (answer: unknown): unknown => (answer as { data: { rows: unknown } }).data.rows;
  const scene = await loaded({}, { transform: data });
  const { element, stage } = scene;
  expect([element.status, element.error?.code]).toEqual(['error', 'unreadable-list']);
  expect(text(part(element, 'error'))).toContain('Mend the transform');
  scene.answer = { body: { data: { rows: rows('c') } } };
  await Promise.all([element.refresh(), stage.advance(0)]);
  expect([ids(element), element.status]).toEqual([['c'], 'live']);
});

test('another renderItem draws all of them anew', async () => {
  const { element, stage } = await loaded();
  element.renderItem = ({ id }) => html`<i>${id}</i>`;
  await stage.advance(0);
  expect(shown(element)).toEqual(['a', 'b']);
  element.renderItem = undefined;
  await stage.advance(0);
  expect(shown(element)).toEqual(['Title a', 'Title b']);
});

function refuse(): never {
  throw new Error('no');
}
