import { expect, test } from 'vitest';
import { rows, scrollTo, unread } from '../../stories/activity-parts.js';
import { all, need, part, text } from '../../stories/scene-parts.js';
import type { ActivityFeedElement } from '../../src/elements/activity-feed/activity-feed.js';
import { activity, activityScene, history } from './activity-scene.js';

test('what was there is read unless the server says otherwise, what comes is unread', async () => {
  const scene = await activityScene();
  const { stage, addFeed, come, push } = scene;
  const now = stage.runtime.clock.now();
  const known = [
    activity('no', now - 1, { read: false }),
    activity('yes', now - 2, { read: true }),
  ];
  scene.answer = { body: [...known, ...history(1, now)] };
  const feed = addFeed();
  await stage.advance(0);
  await come('x');
  push(activity('mine', now + 10, { read: true }));
  await stage.advance(20);
  expect(unread(feed)).toEqual(['x did x', 'no did no']);
  expect(all(feed, 'unread')[0]?.ariaLabel).toBe('Unread');
});

test('opening marks as read and says so; a page may keep it unread', async () => {
  const { stage, addFeed, come } = await activityScene();
  const feed = addFeed();
  const heard = listenTo(feed);
  await stage.advance(0);
  await come('x', 'y');
  all(feed, 'row')[0]!.click();
  await stage.advance(20);
  expect([heard, unread(feed)]).toEqual([['open y', 'read y'], ['x did x']]);
  feed.addEventListener('activity-open', (event) => event.preventDefault());
  all(feed, 'row')[1]!.click();
  await stage.advance(20);
  expect([heard.at(-1), unread(feed)]).toEqual(['open x', ['x did x']]);
});

test('opening a folded row marks all that it tells', async () => {
  const { stage, addFeed, push } = await activityScene();
  const feed = addFeed();
  const heard = listenTo(feed);
  const now = stage.runtime.clock.now();
  await stage.advance(0);
  for (const n of [1, 2, 3]) push(activity(`x${n}`, now + n, { userId: 'ada' }));
  await stage.advance(20);
  expect([rows(feed).length, unread(feed).length]).toEqual([1, 1]);
  all(feed, 'row')[0]!.click();
  expect(heard).toEqual(['open x3', 'read x3,x2,x1']);
});

test('the page marks one or all as read, and nothing twice', async () => {
  const { stage, addFeed, come } = await activityScene();
  const feed = addFeed();
  const heard = listenTo(feed);
  await stage.advance(0);
  await come('x', 'y', 'z');
  for (const id of ['y', 'y', 'unknown']) feed.markRead(id);
  feed.markAllRead();
  feed.markAllRead();
  await stage.advance(20);
  expect([heard, unread(feed), part(feed, 'mark-all')]).toEqual([['read y', 'read x,z'], [], null]);
});

test('who marks text with the mouse opens nothing', async () => {
  const { stage, addFeed, come } = await activityScene();
  const feed = addFeed();
  const heard = listenTo(feed);
  await stage.advance(0);
  await come('x');
  getSelection()?.selectAllChildren(document.body);
  all(feed, 'row')[0]!.click();
  getSelection()?.removeAllRanges();
  expect(heard).toEqual([]);
});

test('what has been in sight for a second is seen, to the millisecond, unread or not', async () => {
  const { stage, addFeed, push } = await activityScene();
  const feed = addFeed();
  await stage.advance(0);
  const timestamp = stage.runtime.clock.now();
  push(activity('x', timestamp));
  await stage.advance(999);
  expect(feed.seenUntil).toBe(0);
  await stage.advance(1);
  expect([feed.seenUntil, unread(feed)]).toEqual([timestamp, ['x did x']]);
});

test('neither a hidden page nor a glance counts, nor what is out of sight', async () => {
  const scene = await activityScene();
  const { stage, addFeed, push } = scene;
  const now = stage.runtime.clock.now();
  scene.answer = { body: history(30, now) };
  const feed = addFeed({ limit: 30 });
  stage.page.hide();
  await stage.advance(5000);
  expect(feed.seenUntil).toBe(0);
  scrollTo(feed, 600);
  stage.page.show();
  await stage.advance(999);
  stage.page.hide();
  await stage.advance(5000);
  expect(feed.seenUntil).toBe(0);
  stage.page.show();
  await stage.advance(1000);
  expect(feed.seenUntil).toBeLessThan(now - 60_000);
  push(activity('x', stage.runtime.clock.now()));
  await stage.advance(2000);
  expect(feed.seenUntil).toBeLessThan(now - 60_000);
});

test('a line divides what is new since the last visit, for as long as this one lasts', async () => {
  const { stage, addFeed, come } = await activityScene();
  const feed = addFeed();
  await stage.advance(0);
  await come('x', 'y');
  await stage.advance(1000);
  expect(part(feed, 'since')).toBeNull();
  stage.page.hide();
  await come('new-1', 'new-2');
  stage.page.show();
  await stage.advance(20);
  expect(lineBelow(feed)).toBe('new-1 did new-1');
  await come('live');
  await stage.advance(5000);
  expect(lineBelow(feed)).toBe('new-1 did new-1');
  stage.page.hide();
  stage.page.show();
  await stage.advance(20);
  expect(part(feed, 'since')).toBeNull();
});

test('a page that remembers the last visit gets the line at once', async () => {
  const scene = await activityScene();
  const { stage, addFeed } = scene;
  const now = stage.runtime.clock.now();
  scene.answer = { body: history(4, now) };
  const feed = addFeed({ seenUntil: now - 3 * 60_000 });
  await stage.advance(0);
  expect(lineBelow(feed)).toBe('3 did 3');
});

function lineBelow(feed: ActivityFeedElement): string {
  return text(need(feed, 'since').closest('article')!.querySelector('[part=what]'));
}

function listenTo(feed: ActivityFeedElement): string[] {
  const heard: string[] = [];
  feed.addEventListener('activity-open', ({ activity: { id } }) => heard.push(`open ${id}`));
  feed.addEventListener('activity-read', ({ activityIds }) =>
    heard.push(`read ${activityIds.join()}`),
  );
  return heard;
}
