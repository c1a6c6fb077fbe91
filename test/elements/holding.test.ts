import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { need, titles } from '../../stories/scene-parts.js';
import { feedScene, focused, parkPointer } from './feed-scene.js';

afterEach(parkPointer);

test('the real pointer holds the countdowns, and lets them go', async () => {
  const { stage, feed, button } = await setUp();
  await stage.advance(4000);
  await userEvent.hover(feed);
  await stage.advance(600_000);
  expect(titles(feed)).toHaveLength(2);
  await userEvent.hover(button);
  await stage.advance(999);
  expect(titles(feed)).toHaveLength(2);
  await stage.advance(1);
  expect(titles(feed)).toEqual([]);
});

test('pointer, focus and page each hold, and the last to go lets go', async () => {
  const { stage, feed, button } = await setUp();
  await userEvent.hover(feed);
  await userEvent.keyboard('{F8}');
  stage.page.hide();
  await userEvent.hover(button);
  await stage.advance(10_000);
  stage.page.show();
  await stage.advance(10_000);
  expect(titles(feed)).toHaveLength(2);
  button.focus();
  await stage.advance(4999);
  expect(titles(feed)).toHaveLength(2);
  await stage.advance(1);
  expect(titles(feed)).toEqual([]);
});

test('a card dismissed by its button leaves the others held, until the focus leaves', async () => {
  const { stage, feed, button } = await setUp();
  await stage.advance(2000);
  need(feed, 'dismiss').focus();
  await userEvent.keyboard('{Enter}');
  await stage.advance(60_000);
  expect(titles(feed)).toEqual(['Info: a']);
  expect(feed.contains(document.activeElement)).toBe(true);
  button.focus();
  await stage.advance(2999);
  expect(titles(feed)).toEqual(['Info: a']);
  await stage.advance(1);
  expect(titles(feed)).toEqual([]);
});

test('a focused card that the page removes hands its hold on with the focus', async () => {
  const { stage, feed } = await setUp();
  await userEvent.keyboard('{F8}');
  await stage.advance(60_000);
  feed.dismiss('b');
  await stage.advance(60_000);
  expect(titles(feed)).toEqual(['Info: a']);
  (focused() as HTMLElement).blur();
  await stage.advance(5000);
  expect(titles(feed)).toEqual([]);
});

test('what arrives under the pointer gets its whole time afterwards', async () => {
  const scene = await setUp();
  const { stage, feed, button } = scene;
  await userEvent.hover(feed);
  await stage.advance(60_000);
  scene.send({ id: 'late' });
  await stage.advance(60_000);
  await userEvent.hover(button);
  await stage.advance(4999);
  expect(titles(feed)).toContain('Info: late');
  await stage.advance(1);
  expect(titles(feed)).toEqual([]);
});

test('a duration of 0 stays, be it the feed’s or the message’s own', async () => {
  const scene = await setUp();
  const { stage, feed } = scene;
  scene.send({ id: 'stays', duration: 0 });
  scene.send({ id: 'short', duration: 10 });
  await stage.advance(10);
  expect(titles(feed)).toEqual(['Info: stays', 'Info: b', 'Info: a']);
  feed.duration = 0;
  scene.send({ id: 'stays too' });
  scene.send({ id: 'brief', duration: 100 });
  await stage.advance(600_000);
  expect(titles(feed)).toEqual(['Info: stays too', 'Info: stays']);
});

async function setUp() {
  const scene = feedScene();
  const button = document.createElement('button');
  button.textContent = 'A button of the page';
  scene.place.append(button);
  await userEvent.hover(button);
  const feed = scene.addFeed({ placement: 'inline', status: 'never' });
  await scene.stage.advance(0);
  scene.send({ id: 'a' });
  scene.send({ id: 'b' });
  await scene.stage.advance(0);
  return { ...scene, feed, button };
}
