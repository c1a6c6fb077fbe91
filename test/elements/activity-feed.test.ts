import { expect, test } from 'vitest';
import { badge, rows, times } from '../../stories/activity-parts.js';
import { need, part, text } from '../../stories/scene-parts.js';
import { activity, activityScene, history } from './activity-scene.js';

test('asks for the latest and shows them newest first, with what is pushed on top', async () => {
  const scene = await activityScene();
  const { stage, addFeed, asked, come } = scene;
  scene.answer = { body: history(3, stage.runtime.clock.now()) };
  const feed = addFeed();
  await stage.advance(0);
  expect(asked).toEqual(['/api/activities?limit=20']);
  expect(rows(feed)).toEqual(['3 did 3', '2 did 2', '1 did 1']);
  expect(badge(feed)).toBe('Live');
  await come('ada');
  expect(rows(feed)).toEqual(['ada did ada', '3 did 3', '2 did 2', '1 did 1']);
  expect(times(feed)).toEqual(['Just now', '1 minute ago', '2 minutes ago', '3 minutes ago']);
});

test('says that there is nothing, once that is known', async () => {
  const scene = await activityScene();
  const { stage, addFeed } = scene;
  scene.answer = { body: [], delay: 100 };
  const feed = addFeed();
  await stage.advance(99);
  expect(need(feed, 'skeleton').offsetHeight).toBeGreaterThan(400);
  expect(part(feed, 'empty')).toBeNull();
  await stage.advance(1);
  expect(text(part(feed, 'empty'))).toBe('No recent activity');
});

test('keeps a hundred, on loads and pushes alike, and the oldest go', async () => {
  const scene = await activityScene();
  const { stage, addFeed, come } = scene;
  scene.answer = { body: history(150, stage.runtime.clock.now()) };
  const feed = addFeed({ limit: 150 });
  await stage.advance(0);
  expect(rows(feed)).toHaveLength(100);
  expect(rows(feed).at(-1)).toBe('51 did 51');
  await come('ada', 'bob');
  expect(rows(feed)).toHaveLength(100);
  expect(rows(feed).at(-1)).toBe('53 did 53');
  feed.cap = 10;
  await stage.advance(0);
  expect(rows(feed)).toHaveLength(10);
});

test('times are in the language of the page, and go on', async () => {
  const { stage, addFeed, push, place } = await activityScene();
  place.lang = 'de';
  const feed = addFeed();
  await stage.advance(0);
  push(activity('ada', stage.runtime.clock.now()));
  await stage.advance(59_999);
  expect(times(feed)).toEqual(['jetzt']);
  await stage.advance(1);
  expect(times(feed)).toEqual(['vor 1 Minute']);
  await stage.advance(60_000);
  expect(times(feed)).toEqual(['vor 2 Minuten']);
  await stage.advance(118 * 60_000);
  expect(times(feed)).toEqual(['vor 2 Stunden']);
  await stage.advance(86_400_000);
  expect(times(feed)).toEqual(['15.01.2026']);
});
