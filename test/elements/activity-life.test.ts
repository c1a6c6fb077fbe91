import { expect, test } from 'vitest';
import { badge, pill, rows, scrollerOf, scrollTo } from '../../stories/activity-parts.js';
import { all, need, part, text } from '../../stories/scene-parts.js';
import { Stage } from '../../src/stage.js';
import { activity, activityScene, history } from './activity-scene.js';
import { NOTHING_LEFT } from './feed-scene.js';
import { countListeners } from './listener-count.js';

test('nothing is left after a thousand feeds', async () => {
  const scene = await activityScene();
  const { stage, addFeed, come } = scene;
  const listeners = countListeners(window, document, document.documentElement, document.body);
  for (let n = 0; n < 1000; n++) {
    const feed = addFeed();
    if (n % 3 > 0) await feed.updateComplete;
    if (n % 200 === 199) {
      scene.answer = { body: history(20, stage.runtime.clock.now()) };
      await stage.advance(0);
      await come(`x${n}`);
      expect(rows(feed).length).toBeGreaterThan(20);
      scrollTo(feed, 200);
      await come(`y${n}`);
    }
    feed.remove();
  }
  await stage.advance(0);
  expect(stage.pending).toEqual(NOTHING_LEFT);
  expect([listeners(), stage.errors]).toEqual([0, []]);
});

test('a feed that is moved changes in nothing, and asks for nothing again', async () => {
  const scene = await activityScene();
  const { stage, place, addFeed, come, asked } = scene;
  scene.answer = { body: history(30, stage.runtime.clock.now()) };
  const feed = addFeed({ limit: 30 });
  await stage.advance(0);
  scrollTo(feed, 300);
  await come('x');
  const before = [feed.shadowRoot?.textContent, scrollerOf(feed).scrollTop, pill(feed)];
  const articles = all(feed, 'row');
  const parent = document.createElement('section');
  place.prepend(parent);
  parent.append(feed);
  await stage.advance(0);
  expect([feed.shadowRoot?.textContent, scrollerOf(feed).scrollTop, pill(feed)]).toEqual(before);
  expect(all(feed, 'row').every((article, index) => article === articles[index])).toBe(true);
  expect(asked).toHaveLength(1);
  expect(stage.log.entries.filter(({ data }) => data?.includes('/api/events'))).toHaveLength(1);
});

test('a load that a move interrupts goes on', async () => {
  const scene = await activityScene();
  const { stage, place, addFeed, asked } = scene;
  scene.answer = { body: history(3, stage.runtime.clock.now()), delay: 100 };
  const feed = addFeed();
  await stage.advance(50);
  place.append(feed);
  await stage.advance(50);
  expect([rows(feed).length, asked.length]).toEqual([3, 1]);
});

test('a feed that is removed gives its load up, and asks again when it is back', async () => {
  const scene = await activityScene();
  const { stage, place, addFeed, asked, source } = scene;
  scene.answer = { body: history(3, stage.runtime.clock.now()), delay: 100 };
  const feed = addFeed();
  await stage.advance(50);
  feed.remove();
  await stage.advance(0);
  expect([stage.pending, source.state]).toEqual([NOTHING_LEFT, 'closed']);
  await stage.advance(1000);
  place.append(feed);
  await stage.advance(99);
  expect(part(feed, 'skeleton')).not.toBeNull();
  await stage.advance(1);
  expect([rows(feed).length, asked.length]).toEqual([3, 2]);
});

test('a feed that was away keeps what it had, and makes up for what it missed', async () => {
  const scene = await activityScene();
  const { stage, place, addFeed } = scene;
  const now = stage.runtime.clock.now();
  scene.answer = { body: history(3, now) };
  const feed = addFeed();
  await stage.advance(0);
  feed.remove();
  await stage.advance(60_000);
  scene.answer = { body: [activity('missed', now + 30_000), ...history(3, now)], delay: 10 };
  place.append(feed);
  await stage.advance(9);
  expect([rows(feed).length, part(feed, 'skeleton')]).toEqual([3, null]);
  await stage.advance(1);
  expect(rows(feed)).toEqual(['missed did missed', '3 did 3', '2 did 2', '1 did 1']);
});

test('works when it is upgraded late, and when source and runtime come late', async () => {
  const scene = await activityScene();
  const { stage, place, source, come } = scene;
  scene.answer = { body: history(2, stage.runtime.clock.now()) };
  const feed = document.createElement('activity-feed');
  feed.src = '';
  const before = new Stage();
  feed.runtime = before.runtime;
  place.append(feed);
  await before.advance(0);
  expect(text(part(feed, 'empty'))).toBe('No recent activity');
  Object.assign(feed, { source, runtime: stage.runtime, src: '/api/activities' });
  await stage.advance(0);
  await come('x');
  expect(rows(feed)).toEqual(['x did x', '2 did 2', '1 did 1']);
  expect([badge(feed), before.pending]).toEqual(['Live', NOTHING_LEFT]);
});

test('another address is another feed', async () => {
  const scene = await activityScene();
  const { stage, addFeed, asked } = scene;
  scene.answer = ({ searchParams }) => ({
    body: [activity(searchParams.get('of') ?? 'all', stage.runtime.clock.now())],
  });
  const feed = addFeed();
  await stage.advance(0);
  feed.src = '/api/activities?of=ada';
  await stage.advance(0);
  expect(rows(feed)).toEqual(['ada did ada']);
  expect(asked.at(-1)).toBe('/api/activities?of=ada&limit=20');
  feed.src = '';
  await stage.advance(0);
  expect([rows(feed), asked.length]).toEqual([[], 2]);
  expect(text(need(feed, 'empty'))).toBe('No recent activity');
});
