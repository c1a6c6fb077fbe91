import '../../src/storybook/stage-frame.define.js';
import { expect, test } from 'vitest';
import { Scene } from '../../src/storybook/scene.js';
import { addPlace, feedScene, NOTHING_LEFT } from './feed-scene.js';
import { countListeners } from './listener-count.js';

const page = [window, document, document.documentElement, document.body];

test.each(['notification-feed', 'connection-status', 'tally-lamp'] as const)(
  'nothing is left after a thousand times of <%s>',
  async (tag) => {
    const { stage, source, place } = feedScene();
    const listeners = countListeners(...page);
    for (let n = 0; n < 1000; n++) {
      const element = document.createElement(tag);
      place.append(Object.assign(element, { runtime: stage.runtime, source }));
      // Removed before its first picture, after it, and after some life.
      if (n % 3 > 0) await element.updateComplete;
      if (n % 100 === 99) await stage.advance(10);
      expect(listeners() > 0).toBe(tag !== 'tally-lamp');
      element.remove();
    }
    await stage.advance(0);
    expect(stage.pending).toEqual(NOTHING_LEFT);
    expect(listeners()).toBe(0);
    expect(stage.errors).toEqual([]);
  },
);

test('nothing is left of a feed in the middle of everything', async () => {
  const scene = feedScene();
  const { stage } = scene;
  const listeners = countListeners(...page);
  const feed = scene.addFeed();
  await stage.advance(0);
  for (const id of ['a', 'b', 'c']) scene.send({ id, type: 'error', action: { label: 'Undo' } });
  await stage.advance(100);
  scene.send({ id: 'd' });
  expect(stage.pending.timers).toBeGreaterThan(2);
  feed.remove();
  await stage.advance(0);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  expect(listeners()).toBe(0);
});

test('a removed feed holds on to nothing, though it still has its notifications', async () => {
  const scene = feedScene();
  const { stage } = scene;
  const feed = scene.addFeed();
  await stage.advance(0);
  scene.send({ id: 'a' });
  await stage.advance(0);
  feed.remove();
  feed.notify({ id: 'b', title: 'While out of the document' });
  await feed.updateComplete;
  await stage.advance(60_000);
  expect(stage.pending).toEqual(NOTHING_LEFT);
});

test('a thousand stage frames leave nothing on their scene', async () => {
  const place = addPlace();
  const listeners = countListeners(...page);
  const scene = new Scene('a-story', 1);
  for (let n = 0; n < 1000; n++) {
    const frame = document.createElement('stage-frame');
    Object.assign(frame, { scene, content: 'A story', bare: n % 2 === 0 });
    place.append(frame);
    if (n % 3 > 0) await frame.updateComplete;
    frame.remove();
  }
  expect(scene.stage.pending).toEqual(NOTHING_LEFT);
  expect(listeners()).toBe(0);
});
