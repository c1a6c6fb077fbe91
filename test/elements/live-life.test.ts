import { expect, test } from 'vitest';
import { rows as shown, says } from '../../stories/live-parts.js';
import { all } from '../../stories/scene-parts.js';
import { Stage } from '../../src/stage.js';
import { addPlace, NOTHING_LEFT } from './feed-scene.js';
import { countListeners } from './listener-count.js';
import { asks, ids, liveScene, loaded, rows, SRC } from './live-scene.js';
import { eventsOf } from './pan-scene.js';

const page = [window, document, document.documentElement, document.body];
const ALL = { ...SRC, event: 'item', topic: 'items', resource: 'items', interval: '1000' };

test('nothing is left after a thousand times', async () => {
  const scene = liveScene();
  const { stage, bus } = scene;
  const listeners = countListeners(...page);
  const before = listeners();
  for (let n = 0; n < 1000; n++) {
    const element = scene.add(n % 5 === 0 ? {} : ALL);
    // Removed before its first picture, after it, and after some life.
    if (n % 3 > 0) await element.updateComplete;
    if (n % 100 === 99) await stage.advance(1010);
    element.remove();
  }
  await stage.advance(0);
  expect([stage.pending, stage.errors, bus.subscriptions]).toEqual([NOTHING_LEFT, [], []]);
  expect(listeners() - before).toBe(0);
});

test('removed in the middle of everything it lets go of everything', async () => {
  const scene = await loaded({ ...ALL, grace: '5000' });
  const { element, stage } = scene;
  scene.answer = { body: [], delay: 5000 };
  const refreshed = element.refresh();
  scene.drop();
  await stage.advance(100);
  expect(stage.pending.timers).toBeGreaterThan(2);
  element.remove();
  await stage.advance(0);
  await expect(refreshed).rejects.toMatchObject({ code: 'stopped' });
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('moved, it changes in nothing, asks for nothing, and goes on', async () => {
  const scene = await loaded(ALL);
  const { element, stage, place } = scene;
  await stage.advance(500);
  const events = [eventsOf(element, 'live-data-status'), eventsOf(element, 'live-data-update')];
  const before = [element.shadowRoot?.textContent, element.offsetHeight, all(element, 'row')[0]];
  const parent = document.createElement('section');
  place.prepend(parent);
  parent.append(element);
  await stage.advance(0);
  expect([element.shadowRoot?.textContent, element.offsetHeight, all(element, 'row')[0]]).toEqual(
    before,
  );
  expect([asks(scene), events.flat()]).toEqual([[0], []]);
  scene.push({ item: { id: 'c' } });
  await stage.advance(500);
  expect([shown(element)[0], asks(scene)]).toEqual(['Title a', [0, 1000]]);
});

test('moved while an answer travels, it takes that answer', async () => {
  const scene = liveScene();
  scene.answer = { body: rows('a'), delay: 100 };
  const element = scene.add();
  await scene.stage.advance(50);
  addPlace().append(element);
  await scene.stage.advance(50);
  expect([ids(element), asks(scene)]).toEqual([['a'], [0]]);
});

test('put back after an hour it shows what it had, and asks again', async () => {
  const scene = await loaded({ event: 'item' });
  const { element, stage, place } = scene;
  element.remove();
  await stage.advance(3_600_000);
  scene.answer = { body: rows('c'), delay: 3000 };
  place.append(element);
  await stage.advance(1999);
  expect([ids(element), element.status]).toEqual([['a', 'b'], 'live']);
  await stage.advance(1);
  expect(says(element)).toBe('Out of date, Last updated 1 hour ago');
  await stage.advance(1000);
  expect([ids(element), says(element)]).toEqual([['c'], 'Live']);
});

test('upgraded late it has the attributes and properties that it was given', async () => {
  const scene = liveScene();
  const frame = document.createElement('iframe');
  addPlace().append(frame);
  const view = frame.contentWindow as Window & typeof globalThis;
  const element = view.document.createElement('pan-live-data');
  element.setAttribute('src', '/api/items');
  Object.assign(element, { runtime: scene.stage.runtime, items: rows('early'), label: 'Late' });
  document.adoptNode(element);
  scene.place.append(element);
  customElements.upgrade(element);
  await element.updateComplete;
  expect([ids(element), Object.hasOwn(element, 'items')]).toEqual([['early'], false]);
  await scene.stage.advance(0);
  expect([ids(element), element.label]).toEqual([['a', 'b'], 'Late']);
});

test('a runtime that comes late takes over, and the old one has nothing left', async () => {
  const scene = liveScene();
  const before = new Stage();
  const element = scene.add({ ...SRC, interval: '1000' }, { runtime: before.runtime });
  before.http('*', (_, respond) => respond({ body: rows('old'), delay: 100 }));
  await before.advance(50);
  element.runtime = scene.stage.runtime;
  await element.updateComplete;
  await before.advance(5000);
  await scene.stage.advance(1000);
  expect([ids(element), asks(scene)]).toEqual([
    ['a', 'b'],
    [0, 1000],
  ]);
  expect(before.pending).toEqual(NOTHING_LEFT);
});

test.each([-86_400_000, 86_400_000])(
  'a clock that jumps by %i ms makes nothing older',
  async (by) => {
    const scene = await loaded({ interval: '1000', event: 'item' });
    const { element, stage } = scene;
    stage.cue('clock', { do: 'jump', by });
    scene.answer = undefined;
    await stage.advance(59_999);
    expect(says(element)).toBe('Out of date, Last updated just now');
    scene.push({ item: { id: 'c' } });
    await stage.advance(0);
    expect(ids(element)).toEqual(['c', 'a', 'b']);
  },
);

test('a label that comes late, and words in another language, are shown', async () => {
  const { element, stage } = await loaded();
  Object.assign(element, { label: 'Bestellungen', strings: { live: 'Aktuell' } });
  await stage.advance(0);
  expect(says(element)).toBe('Aktuell');
  expect(element.shadowRoot?.querySelector('[role=region]')?.ariaLabel).toBe('Bestellungen');
});
