import { expect, test } from 'vitest';
import {
  activityPages,
  pill,
  rows,
  scrollerOf,
  scrollTo,
  topOf,
} from '../../stories/activity-parts.js';
import { all, need, part, text } from '../../stories/scene-parts.js';
import type { ActivityFeedElement } from '../../src/elements/activity-feed/activity-feed.js';
import { activityScene, type ActivityScene } from './activity-scene.js';
import { focused } from './feed-scene.js';

test('older pages come when the reader nears the end, and nothing moves', async () => {
  const { stage, feed } = await openHistory(2000, {}, 100);
  expect(text(need(feed, 'older'))).toBe('Load older');
  for (const size of [1000, 1500, 2000]) {
    scrollTo(feed, scrollerOf(feed).scrollHeight);
    await stage.advance(20);
    expect(text(need(feed, 'older'))).toBe('Loading older…');
    expect(need(feed, 'list').ariaBusy).toBe('true');
    const row = rows(feed).at(-2)!;
    const top = topOf(feed, row);
    await stage.advance(100);
    expect(topOf(feed, row)).toBe(top);
    expect(places(feed).at(-1)).toBeGreaterThan(size - 500);
  }
  scrollTo(feed, scrollerOf(feed).scrollHeight);
  await stage.advance(200);
  expect([part(feed, 'older'), places(feed).at(-1)]).toEqual([null, 2000]);
  expect(all(feed, 'row')[0]?.ariaSetSize).toBe('2000');
});

test('of a hundred thousand only those that can be seen are rendered, wherever that is', async () => {
  const { stage, feed } = await openHistory(100_000, { limit: 100_000, cap: 100_000 });
  const nodes = count(feed);
  for (const share of [0.5, 0.1, 0.9, 1, 0.33, 0]) {
    scrollTo(feed, share * (scrollerOf(feed).scrollHeight - 500));
    await stage.advance(20);
    await stage.advance(20);
    expect(count(feed)).toBeLessThan(nodes * 1.6);
    expectCovered(feed);
  }
  expect(places(feed)[0]).toBe(1);
});

test('scrolling up and down by steps shows every row where it belongs', async () => {
  const { stage, feed } = await openHistory(1000, { limit: 1000 });
  scrollTo(feed, 20_000);
  await stage.advance(20);
  for (let step = 0; step < 40; step++) {
    const middle = rows(feed)[Math.floor(rows(feed).length / 2)]!;
    const top = topOf(feed, middle);
    const way = step < 20 ? 90 : -90;
    scrollTo(feed, scrollerOf(feed).scrollTop + way);
    await stage.advance(20);
    expect(topOf(feed, middle)).toBe(top - way);
    expectCovered(feed);
  }
});

test('who scrolls back to the top finds what came above, and goes on reading', async () => {
  const { stage, feed, come } = await openHistory(1000, { limit: 1000 });
  const [first] = rows(feed) as [string];
  scrollTo(feed, 20_000);
  await stage.advance(20);
  await come('x', 'y', 'z');
  expect(pill(feed)).not.toBe('');
  scrollTo(feed, 0);
  await stage.advance(20);
  expect([pill(feed), topOf(feed, first)]).toEqual(['', 0]);
  expect(scrollerOf(feed).scrollTop).toBeGreaterThan(100);
  expect(places(feed)[3]).toBe(4);
});

test('a focused row stays, though it is out of sight, and Page Down goes on from it', async () => {
  const { stage, feed } = await openHistory(1000, { limit: 1000 });
  all(feed, 'row')[2]!.focus();
  const third = focused();
  scrollTo(feed, 30_000);
  await stage.advance(20);
  expect(focused()).toBe(third);
  expectCovered(feed);
  third?.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true, composed: true }),
  );
  await stage.advance(20);
  expect((focused() as HTMLElement).ariaPosInSet).toBe('4');
  const { top } = focused()!.getBoundingClientRect();
  expect(top).toBeGreaterThanOrEqual(scrollerOf(feed).getBoundingClientRect().top);
});

test('an older page that fails says so, and is tried again at the reader’s wish', async () => {
  const { stage, feed } = await openHistory(2000);
  const mend = stage.http('/api/activities', (_, respond) => respond({ status: 500 }));
  need(feed, 'older').click();
  await stage.advance(0);
  expect(text(part(feed, 'error'))).toBe(
    'Older activities could not be loaded: the server answered 500.',
  );
  mend();
  expect(text(need(feed, 'older'))).toBe('Retry');
  need(feed, 'older').click();
  await stage.advance(20);
  expect(part(feed, 'error')).toBeNull();
  expect(text(need(feed, 'older'))).toBe('Load older');
});

async function openHistory(
  size: number,
  properties: Partial<ActivityFeedElement> = {},
  delay = 0,
): Promise<ActivityScene & { feed: ActivityFeedElement }> {
  const scene = await activityScene();
  const { stage, addFeed } = scene;
  stage.http('/api/activities', activityPages(size, stage.runtime.clock.now(), delay));
  const feed = addFeed({ cap: 10_000, limit: 500, olderSrc: '/api/activities', ...properties });
  await stage.advance(delay + 20);
  return { ...scene, feed };
}

function places(feed: ActivityFeedElement): number[] {
  return all(feed, 'row').map((row) => Number(row.ariaPosInSet));
}

function count(feed: ActivityFeedElement): number {
  return feed.shadowRoot!.querySelectorAll('*').length;
}

/** Expects a row wherever the reader can look. */
function expectCovered(feed: ActivityFeedElement): void {
  const { top, bottom, left } = scrollerOf(feed).getBoundingClientRect();
  for (let y = top + 1; y < bottom; y += 20) {
    const found = feed.shadowRoot!.elementFromPoint(left + 30, y);
    expect(found?.closest('article, .older')).not.toBeNull();
  }
}
