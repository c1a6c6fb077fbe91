import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { pill, rows, scrollerOf, scrollTo, topOf } from '../../stories/activity-parts.js';
import { all, need, text } from '../../stories/scene-parts.js';
import type { ActivityFeedElement } from '../../src/elements/activity-feed/activity-feed.js';
import { activityScene, history, type ActivityScene } from './activity-scene.js';
import { focused, parkPointer } from './feed-scene.js';

test('what comes while somebody reads further down waits, and moves nothing', async () => {
  const { stage, feed, come } = await openFeed();
  scrollTo(feed, 300);
  const top = topOf(feed, '20 did 20');
  await come('x', 'y');
  await stage.advance(1000);
  expect([pill(feed), rows(feed).length, topOf(feed, '20 did 20')]).toEqual(['2 new', 30, top]);
});

test('who scrolls back to the top finds it above, and reads on where they were', async () => {
  const { stage, feed, come } = await openFeed();
  scrollTo(feed, 300);
  await come('x', 'y');
  scrollTo(feed, 0);
  await stage.advance(0);
  expect([pill(feed), rows(feed).length, topOf(feed, '30 did 30')]).toEqual(['', 32, 0]);
  expect(scrollerOf(feed).scrollTop).toBeGreaterThan(100);
  scrollTo(feed, 0);
  await come('z');
  expect([rows(feed)[0], scrollerOf(feed).scrollTop]).toEqual(['z did z', 0]);
});

test('the pointer inside holds back what comes, and lets it in as it leaves', async () => {
  const { feed, come } = await openFeed();
  await userEvent.hover(all(feed, 'row')[2]!);
  await come('x');
  expect([pill(feed), rows(feed)[0]]).toEqual(['1 new', '30 did 30']);
  await parkPointer();
  await come();
  expect([pill(feed), rows(feed)[0]]).toEqual(['', 'x did x']);
  expect(scrollerOf(feed).scrollTop).toBe(0);
});

test('the focus inside holds back what comes, and stays on its article', async () => {
  const { feed, come } = await openFeed();
  const article = all(feed, 'row')[1]!;
  article.focus();
  await come('x');
  expect([pill(feed), focused()]).toEqual(['1 new', article]);
  article.blur();
  await come();
  expect([pill(feed), rows(feed)[0]]).toEqual(['', 'x did x']);
});

test('a click on the button goes to the newest and leaves no focus inside', async () => {
  const { stage, feed, come } = await openFeed();
  scrollTo(feed, 300);
  await come('x');
  await userEvent.click(need(feed, 'waiting'));
  await stage.advance(0);
  expect([rows(feed)[0], scrollerOf(feed).scrollTop]).toEqual(['x did x', 0]);
  expect(focused()).toBe(document.body);
});

test('the button counts once a second at most, in a region that was there before', async () => {
  const { stage, feed, push } = await openFeed();
  const region = need(feed, 'panel').querySelector('.news[role=status]')!;
  const texts: string[] = [];
  new MutationObserver(() => texts.push(text(region))).observe(region, {
    ...{ childList: true, characterData: true, subtree: true },
  });
  scrollTo(feed, 300);
  const now = stage.runtime.clock.now();
  for (let n = 1; n <= 250; n++) {
    push({ id: `x${n}`, userId: n, action: 'did', timestamp: now + n });
    await stage.advance(10);
  }
  expect(texts.filter(Boolean)).toEqual(['1 new', '100+ new']);
});

test('what is older than all on show comes in at once, whoever reads', async () => {
  const { stage, feed, push } = await openFeed();
  scrollTo(feed, 300);
  const top = topOf(feed, '20 did 20');
  const timestamp = stage.runtime.clock.now() - 86_400_000;
  push({ id: 'late', userId: 'late', userName: 'late', action: 'came', timestamp });
  await stage.advance(0);
  expect([pill(feed), rows(feed).at(-1)]).toEqual(['', 'late came']);
  expect(topOf(feed, '20 did 20')).toBe(top);
});

test('a hidden page lets in what comes', async () => {
  const { stage, feed, come } = await openFeed();
  stage.page.hide();
  await come('x');
  stage.page.show();
  await stage.advance(20);
  expect([pill(feed), rows(feed)[0]]).toEqual(['', 'x did x']);
});

test('a row that takes the place of a longer text moves nothing below the reader', async () => {
  const { stage, feed, push } = await openFeed();
  scrollTo(feed, 400);
  const top = topOf(feed, '15 did 15');
  const timestamp = stage.runtime.clock.now() - 90_000;
  push({ id: 'between', userId: 'b', action: 'came', target: 'long '.repeat(40), timestamp });
  await stage.advance(0);
  scrollTo(feed, 0);
  await stage.advance(0);
  expect(rows(feed)).toHaveLength(31);
  expect(topOf(feed, '30 did 30')).toBe(0);
  expect(top).toBeGreaterThan(0);
});

async function openFeed(): Promise<ActivityScene & { feed: ActivityFeedElement }> {
  const scene = await activityScene();
  scene.answer = { body: history(30, scene.stage.runtime.clock.now()) };
  const feed = scene.addFeed({ limit: 30 });
  await scene.stage.advance(0);
  return { ...scene, feed };
}
