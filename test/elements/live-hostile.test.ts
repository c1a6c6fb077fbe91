import { html } from 'lit';
import { expect, test } from 'vitest';
import { rows as shown } from '../../stories/live-parts.js';
import { all, need, part, text } from '../../stories/scene-parts.js';
import { ids, liveScene, loaded, rows } from './live-scene.js';
import { eventsOf } from './pan-scene.js';

test.each<[string, unknown]>([
  ['markup', '<img src=x onerror="alert(1)">'],
  ['a prototype', '__proto__'],
  ['a constructor', 'constructor'],
  ['a megabyte', 'x'.repeat(2 ** 20)],
  ['emoji', '👩‍👩‍👧‍👦'],
  ['a direction override', '\u202Egpj.exe'],
  ['an unpaired surrogate', '\uD83D'],
  ['a number', 42],
  ['a null character', '\0'],
  ['Lit’s own marker', '<!--?lit$1$-->'],
])('an id, a title and a field that are %s are text, and one row', async (_, value) => {
  const scene = liveScene();
  scene.answer = { body: [{ id: value, title: value, [String(value)]: value }] };
  const element = scene.add({ src: '/api/items', event: 'item' });
  await scene.stage.advance(0);
  scene.push({ patch: { id: value, more: value } });
  await scene.stage.advance(0);
  expect(all(element, 'row')).toHaveLength(1);
  expect(element.shadowRoot?.querySelector('img, script')).toBeNull();
  expect(text(need(element, 'row')).length).toBeLessThan(700);
  expect(element.scrollWidth).toBe(element.clientWidth);
  expect(scene.stage.errors).toEqual([]);
});

test.each<[string, unknown]>([
  ['an object', {}],
  ['an object that says what it is', { toString: 'no function' }],
  ['an array', [1, [2]]],
  ['null', null],
  ['nothing', undefined],
])('a title that is %s is no title, and a field none', async (_, value) => {
  const scene = liveScene();
  const element = scene.add({ event: 'item' });
  await scene.stage.advance(0);
  scene.push({ item: { id: 'key', title: value, name: 'Name', more: value } });
  await scene.stage.advance(0);
  expect(shown(element)).toEqual(['Name']);
});

test('what cannot be read is counted, reported once a list, and harms nothing else', async () => {
  const scene = await loaded();
  const { element, stage } = scene;
  const errors = eventsOf(element, 'live-data-error');
  scene.answer = { body: [null, ...rows('a'), { title: 'no id' }, ...rows('b', 'b')] };
  for (let n = 0; n < 3; n++) await Promise.all([element.refresh(), stage.advance(0)]);
  expect(shown(element)).toEqual(['Title a', 'Title b']);
  expect(text(need(element, 'invalid').querySelector('summary'))).toBe(
    '2 items could not be shown',
  );
  expect(errors.map(({ error }) => error.code)).toEqual(['invalid-item', 'duplicate-key']);
  scene.answer = { body: rows('a') };
  await Promise.all([element.refresh(), stage.advance(0)]);
  expect(part(element, 'invalid')).toBeNull();
});

test('what a page publishes may throw when it is read, and harms nobody', async () => {
  const scene = await loaded({ topic: 'items' });
  const errors = eventsOf(scene.element, 'live-data-error');
  const thrower = Object.defineProperty({}, 'id', {
    enumerable: true,
    get: () => {
      throw new Error('No!');
    },
  });
  scene.publish('items', thrower);
  scene.publish('items', [thrower, { id: 'z' }]);
  const cycle: Record<string, unknown> = { id: 'cycle', big: 7n };
  cycle['self'] = cycle;
  scene.publish('items', { item: cycle });
  await scene.stage.advance(0);
  expect(errors.map(({ error }) => error.code)).toEqual(['invalid-push', 'invalid-push']);
  expect(ids(scene.element)).toEqual(['cycle', 'a', 'b']);
});

test.each<[string, (item: object) => unknown]>([
  ['throws', () => unreachable()],
  ['throws what cannot be put into words', () => unreachable(Object.create(null) as Error)],
  ['gives an object', () => ({ title: 'x' })],
  ['gives a symbol', () => Symbol('x')],
  ['gives a template that throws when it is put in', () => html`<i title=${hostile()}></i>`],
])('a renderItem that %s harms no other row, and is reported once', async (_, render) => {
  const scene = liveScene();
  const element = scene.add(
    { src: '/api/items', interval: '1000' },
    { renderItem: (item) => (item['id'] === 'a' ? render(item) : html`<b>${item['id']}</b>`) },
  );
  const errors = eventsOf(element, 'live-data-error');
  await scene.stage.advance(3000);
  expect(shown(element)).toEqual(['This item could not be shown', 'b']);
  expect(errors.map(({ error }) => error.code)).toEqual(['render-failed']);
  element.renderItem = ({ id }) => html`<b>${id}</b>`;
  await scene.stage.advance(0);
  expect(shown(element)).toEqual(['a', 'b']);
});

test.each([undefined, null, 7, {}, 'text'])('survives properties that are %j', async (value) => {
  const { element, stage } = await loaded();
  const names = ['src', 'topic', 'resource', 'event', 'key', 'interval', 'maxItems', 'retryDelay'];
  for (const name of [...names, 'renderItem', 'transform', 'label', 'items', 'strings', 'grace']) {
    Object.assign(element, { [name]: value });
    await stage.advance(0);
  }
  expect(stage.errors).toEqual([]);
  expect(part(element, 'panel')).not.toBeNull();
});

function unreachable(thrown = new Error('No template')): never {
  throw thrown;
}

function hostile(): object {
  return { toString: () => unreachable() };
}
