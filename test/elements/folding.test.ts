import { expect, test } from 'vitest';
import { announced, need, part, text, titles } from '../../stories/scene-parts.js';
import { feedScene } from './feed-scene.js';

test('updates of one notification while the page is hidden count once, and the newest stays', async () => {
  const scene = await hidden();
  const { stage, feed } = scene;
  for (const share of [10, 50, 100]) {
    scene.send({ id: 'upload', title: `Upload ${share} %`, timestamp: share });
    await stage.advance(1000);
  }
  scene.send({ id: 'other' });
  await stage.advance(0);
  stage.page.show();
  await stage.advance(0);
  expect(text(part(feed, 'away'))).toContain('2 while you were away');
  need(feed, 'missed').click();
  await stage.advance(0);
  expect(text(part(feed, 'history'))).toContain('Upload 100 %');
  expect(text(part(feed, 'history'))).not.toContain('Upload 50 %');
});

test('a single one that came while the page was hidden is simply shown, for its whole time', async () => {
  const scene = await hidden();
  const { stage, feed } = scene;
  scene.send({ id: 'upload', title: 'Upload 10 %', timestamp: 1 });
  scene.send({ id: 'upload', title: 'Upload 100 %', timestamp: 2 });
  await stage.advance(60_000);
  stage.page.show();
  await stage.advance(4999);
  expect([titles(feed), part(feed, 'away')]).toEqual([['Info: Upload 100 %'], null]);
  await stage.advance(1);
  expect(titles(feed)).toEqual([]);
});

test('news of one that was missed before is counted too, a repetition is not', async () => {
  const scene = feedScene();
  const { stage } = scene;
  const feed = scene.addFeed();
  await stage.advance(0);
  scene.send({ id: 'build', title: 'Build runs', timestamp: 1 });
  await stage.advance(5000);
  stage.page.hide();
  scene.send({ id: 'build', title: 'Build runs', timestamp: 1 });
  await stage.advance(0);
  stage.page.show();
  await stage.advance(0);
  expect(titles(feed)).toEqual([]);
  stage.page.hide();
  scene.send({ id: 'build', title: 'Build failed', timestamp: 2 });
  await stage.advance(0);
  stage.page.show();
  await stage.advance(0);
  expect(titles(feed)).toEqual(['Info: Build failed']);
});

test('the return is announced once, not at every later one', async () => {
  const scene = await hidden();
  const { stage, feed } = scene;
  for (const id of ['a', 'b', 'c']) scene.send({ id });
  await stage.advance(0);
  stage.page.show();
  await stage.advance(0);
  expect(announced(feed).polite).toBe('3 while you were away');
  feed.notify({ id: 'd', title: 'Something else' });
  await stage.advance(1000);
  stage.page.hide();
  await stage.advance(1000);
  stage.page.show();
  await stage.advance(1000);
  expect(announced(feed).polite).toBe('Info: Something else');
});

test('a later absence adds to the line that nobody has looked at', async () => {
  const scene = await hidden();
  const { stage, feed } = scene;
  for (const id of ['a', 'b']) scene.send({ id });
  await stage.advance(0);
  stage.page.show();
  await stage.advance(0);
  stage.page.hide();
  scene.send({ id: 'c' });
  await stage.advance(0);
  stage.page.show();
  await stage.advance(0);
  expect(text(part(feed, 'away'))).toContain('3 while you were away');
});

async function hidden() {
  const scene = feedScene();
  const feed = scene.addFeed();
  await scene.stage.advance(0);
  scene.stage.page.hide();
  return { ...scene, feed };
}
