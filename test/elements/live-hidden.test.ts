import { expect, test } from 'vitest';
import { asks, ids, liveScene, loaded, rows } from './live-scene.js';

test('a hidden page asks for nothing, not even again after a failure', async () => {
  const scene = await loaded({ interval: '1000' });
  const { stage } = scene;
  stage.page.hide();
  scene.answer = undefined;
  await stage.advance(60_000);
  expect([asks(scene), stage.pending.timers]).toEqual([[0], 0]);
  stage.page.show();
  await stage.advance(0);
  expect(asks(scene)).toEqual([0, 60_000]);
  stage.page.hide();
  await stage.advance(60_000);
  expect(asks(scene)).toHaveLength(2);
});

test('a page that is opened in the background asks when it is shown', async () => {
  const scene = liveScene();
  scene.stage.page.hide();
  const element = scene.add();
  await scene.stage.advance(5000);
  expect([element.status, asks(scene)]).toEqual(['loading', []]);
  scene.stage.page.show();
  await scene.stage.advance(0);
  expect([element.status, asks(scene)]).toEqual(['live', [5000]]);
});

test('pause-hidden="false" goes on', async () => {
  const scene = await loaded({ interval: '1000', 'pause-hidden': 'false' });
  scene.stage.page.hide();
  await scene.stage.advance(5000);
  expect(asks(scene)).toHaveLength(6);
});

test('whoever flips through pages asks once a second at most', async () => {
  const scene = await loaded();
  for (let n = 0; n < 20; n++) {
    scene.stage.page.hide();
    scene.stage.page.show();
    await scene.stage.advance(100);
  }
  expect(asks(scene)).toEqual([0, 1000, 2000]);
});

test('while the page has no network a failure means offline; with it, it asks at once', async () => {
  const scene = await loaded({ interval: '1000', 'retry-delay': '20000' });
  const { element, stage } = scene;
  scene.answer = undefined;
  stage.page.goOffline();
  await stage.advance(1500);
  expect([element.status, element.error?.code]).toEqual(['offline', 'connection-failed']);
  scene.answer = { body: rows('c') };
  const before = asks(scene).length;
  stage.page.goOnline();
  await stage.advance(1000);
  expect([element.status, ids(element), asks(scene).length > before]).toEqual([
    'live',
    ['c'],
    true,
  ]);
});

test('a hidden page that allows questions all the same has the first at once', async () => {
  const scene = await loaded({ interval: '1000' });
  scene.stage.page.hide();
  await scene.stage.advance(5000);
  scene.element.pauseHidden = false;
  await scene.element.updateComplete;
  await scene.stage.advance(1000);
  expect(asks(scene)).toEqual([0, 5000, 6000]);
});
