import { expect, test } from 'vitest';
import { heard } from '../../stories/live-parts.js';
import { need } from '../../stories/scene-parts.js';
import { asks, liveScene, loaded, rows, SRC } from './live-scene.js';

test('says counts and not rows, once a second at most, and no mere change', async () => {
  const { element, stage, push } = await loaded({ event: 'item' });
  await stage.advance(100);
  expect(heard(element).polite).toBe('2 items');
  for (let n = 0; n < 30; n++) push({ item: { id: n, title: 'Spam' } });
  push({ id: 'a', deleted: true });
  await stage.advanceTo(999);
  expect(heard(element).polite).toBe('2 items');
  await stage.advance(1);
  expect(heard(element).polite).toBe('30 new, 1 removed, 31 items');
  await stage.advance(5000);
  push({ patch: { id: 'b', price: 1 } });
  await stage.advance(5000);
  expect(heard(element).polite).toBe('30 new, 1 removed, 31 items');
  push({ id: 'b', deleted: true });
  await stage.advance(0);
  expect(heard(element).polite).toBe('1 removed, 30 items');
});

test('polling that brings nothing new says nothing and draws nothing', async () => {
  const scene = await loaded({ interval: '1000' });
  const { element, stage } = scene;
  let mutations = 0;
  await stage.advance(1500);
  const observer = new MutationObserver((records) => (mutations += records.length));
  const everything = { subtree: true, childList: true, characterData: true, attributes: true };
  observer.observe(element.shadowRoot!, everything);
  await stage.advance(10_000);
  observer.disconnect();
  expect([asks(scene).length, mutations]).toEqual([12, 0]);
});

test('a failure is said at once, old age and recovery politely', async () => {
  const scene = liveScene();
  scene.answer = undefined;
  const element = scene.add({ ...SRC, interval: '1000', 'retry-delay': '2000' });
  await scene.stage.advance(100);
  expect(heard(element).assertive).toBe('This could not be loaded');
  scene.answer = { body: rows('a') };
  await scene.stage.advance(5000);
  scene.answer = undefined;
  await scene.stage.advance(2000);
  expect(heard(element).polite).toBe('Out of date');
  scene.answer = { body: rows('a') };
  await scene.stage.advance(4000);
  expect(heard(element).polite).toBe('Live');
});

test('whoever asks again hears when that has failed, too', async () => {
  const scene = liveScene();
  scene.answer = undefined;
  const element = scene.add({ ...SRC, 'retry-delay': '100000' });
  await scene.stage.advance(2000);
  const alert = element.shadowRoot!.querySelector('[role=alert]')!;
  const before = alert.textContent;
  need(element, 'retry').click();
  await scene.stage.advance(0);
  // The same words are only said again if they are not quite the same.
  expect([heard(element).assertive, alert.textContent === before]).toEqual([
    'This could not be loaded',
    false,
  ]);
});
