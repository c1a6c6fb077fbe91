import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { rows } from '../../stories/activity-parts.js';
import { all, need, text } from '../../stories/scene-parts.js';
import type { ActivityFeedElement } from '../../src/elements/activity-feed/activity-feed.js';
import { activity, activityScene, history, type ActivityScene } from './activity-scene.js';
import { focused } from './feed-scene.js';

test('is a feed of articles that are numbered, named by what and described by when', async () => {
  const { feed, come } = await openFeed(3);
  const list = need(feed, 'list');
  expect([list.role, list.ariaBusy, text(label(feed, list))]).toEqual([
    ...['feed', 'false', 'Activity Feed'],
  ]);
  await come('x');
  const articles = all(feed, 'row');
  expect(articles.map(({ localName }) => localName)).toEqual(Array(4).fill('article'));
  expect(articles.map((row) => `${row.ariaPosInSet} of ${row.ariaSetSize}`)).toEqual([
    ...['1 of 4', '2 of 4', '3 of 4', '4 of 4'],
  ]);
  expect(text(label(feed, articles[0]!))).toBe('x did x');
  expect(text(label(feed, articles[1]!, 'aria-describedby'))).toBe('1 minute ago');
});

test('one article is in the tab order, the one that had the focus last', async () => {
  const { feed } = await openFeed(3);
  const stops = (): string[] => all(feed, 'row').map(({ tabIndex }) => String(tabIndex));
  expect(stops()).toEqual(['0', '-1', '-1']);
  all(feed, 'row')[1]!.focus();
  (focused() as HTMLElement).blur();
  expect(stops()).toEqual(['-1', '0', '-1']);
});

test('the tab order follows the focus from article to article', async () => {
  const { feed } = await openFeed(3);
  all(feed, 'row')[0]!.focus();
  await userEvent.keyboard('{PageDown}{PageDown}');
  expect(all(feed, 'row').map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
});

test('Page Down and Page Up go from article to article, from inside too, and stop at the ends', async () => {
  const { feed } = await openFeed(3);
  const [first, second, third] = all(feed, 'row');
  first!.focus();
  await userEvent.keyboard('{PageUp}');
  expect(focused()).toBe(first);
  await userEvent.keyboard('{PageDown}{PageDown}{PageDown}');
  expect(focused()).toBe(third);
  await userEvent.keyboard('{PageUp}');
  expect(focused()).toBe(second);
  await userEvent.keyboard('{ArrowDown}{ArrowUp}{Home}{End}');
  expect(focused()).toBe(second);
});

test('from the last article Page Down asks for older ones', async () => {
  const { stage, feed, asked } = await openFeed(3, { olderSrc: '/api/activities' });
  expect(all(feed, 'row')[0]!.ariaSetSize).toBe('-1');
  all(feed, 'row')[2]!.focus();
  await userEvent.keyboard('{PageDown}');
  await stage.advance(0);
  expect(asked.at(-1)).toBe('/api/activities?before=1&limit=20');
});

test('Control with Home and End leaves the feed, to what is before and after it', async () => {
  const { feed, place } = await openFeed(3);
  const [before, after] = ['before', 'after'].map((side) => {
    const button = document.createElement('button');
    button.textContent = side;
    if (side === 'before') place.prepend(button);
    else place.append(button);
    return button;
  });
  all(feed, 'row')[1]!.focus();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  expect(focused()).toBe(after);
  all(feed, 'row')[1]!.focus();
  await userEvent.keyboard('{Control>}{Home}{/Control}');
  expect(focused()).toBe(before);
});

test('with nothing after it in the page, the way out is the end of the feed', async () => {
  const { feed } = await openFeed(3);
  all(feed, 'row')[1]!.focus();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  expect(text(focused())).toBe('End of the feed');
});

test('Enter opens the article, and not the button in it', async () => {
  const { stage, feed, push } = await openFeed(1);
  const opened: string[] = [];
  feed.addEventListener('activity-open', (event) => opened.push(event.activity.id));
  const now = stage.runtime.clock.now();
  for (const n of [1, 2]) push(activity(`x${n}`, now + n, { userId: 'ada', target: `x${n}` }));
  await stage.advance(20);
  all(feed, 'row')[0]!.focus();
  await userEvent.keyboard('{Enter}');
  expect(opened).toEqual(['x2']);
  need(feed, 'expander').focus();
  await userEvent.keyboard('{Enter}');
  await stage.advance(0);
  expect([opened.length, all(feed, 'others').length]).toEqual([1, 1]);
  await userEvent.click(need(feed, 'others').children[0]!);
  expect(opened).toEqual(['x2', 'x1']);
});

test('when the focused article goes, its neighbour has the focus, and the feed when all go', async () => {
  const { stage, feed } = await openFeed(5);
  all(feed, 'row')[4]!.focus();
  feed.cap = 2;
  await stage.advance(0);
  expect([rows(feed).length, focused()]).toEqual([2, all(feed, 'row')[1]]);
  feed.src = '';
  await stage.advance(0);
  expect(focused()).toBe(need(feed, 'panel'));
});

test('whoever marks everything as read keeps their place', async () => {
  const { stage, feed, come } = await openFeed(1);
  await come('x');
  need(feed, 'mark-all').focus();
  await userEvent.keyboard('{Enter}');
  await stage.advance(0);
  expect(focused()).toBe(need(feed, 'panel'));
});

async function openFeed(
  count: number,
  properties: Partial<ActivityFeedElement> = {},
): Promise<ActivityScene & { feed: ActivityFeedElement }> {
  const scene = await activityScene();
  scene.answer = { body: history(count, scene.stage.runtime.clock.now()) };
  const feed = scene.addFeed(properties);
  await scene.stage.advance(0);
  return { ...scene, feed };
}

function label(feed: ActivityFeedElement, of: Element, by = 'aria-labelledby'): Element | null {
  return feed.shadowRoot!.getElementById(of.getAttribute(by) ?? '');
}
