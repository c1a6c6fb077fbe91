import '../src/elements/activity-feed/activity-feed.define.js';
import { html } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { expect, userEvent } from 'storybook/test';
import preview from '../.storybook/preview.js';
import { withProgram } from '../src/storybook/with-program.js';
import { withSSE } from '../src/storybook/with-sse.js';
import {
  activityFeedIn,
  activityPages,
  badge,
  pill,
  rows,
  scrollerOf,
  scrollTo,
  times,
  topOf,
  unread,
} from './activity-parts.js';
import { all, need, part, text } from './scene-parts.js';
import clockSkew from './streams/activity-clock-skew.json';
import empty from './streams/activity-empty.json';
import flood from './streams/activity-flood.json';
import grouped from './streams/activity-grouped.json';
import hostile from './streams/activity-hostile.json';
import late from './streams/activity-late.json';
import live from './streams/activity-live.json';
import loadFails from './streams/activity-load-fails.json';
import outage from './streams/activity-outage.json';
import reading from './streams/activity-reading.json';
import rightToLeft from './streams/activity-right-to-left.json';
import stale from './streams/activity-stale.json';
import unreadStream from './streams/activity-unread.json';

/** Each attempt waits a second longer than the one before: no chance, so that the texts are known. */
const steadily = { reconnectDelay: (attempt: number) => attempt * 1000, maxReconnectAttempts: 10 };

/** Words in another language; what is left out stays in English. */
const arabic = {
  heading: 'آخر النشاطات',
  unread: 'غير مقروء',
  markAllRead: 'تحديد الكل كمقروء',
  connection: { connected: 'مباشر', disconnected: 'غير متصل' },
};

const meta = preview.meta({
  title: 'Scenes/Activity feed',
  component: 'activity-feed',
  args: { cap: 100, grouping: true, grace: 2000 },
  render: (args) => html`
    <activity-feed
      .src=${args.src ?? '/api/activities'}
      .olderSrc=${args.olderSrc ?? ''}
      .limit=${args.limit ?? 20}
      .cap=${args.cap ?? 100}
      .grouping=${args.grouping ?? true}
      .grace=${args.grace ?? 2000}
      .strings=${args.strings ?? {}}
      style="max-width: 480px"
    ></activity-feed>
  `,
});

/** The latest from the server, and three that follow as they happen. */
export const Live = meta.story({
  decorators: [withSSE(live, { stallTimeout: 0 })],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(400);
    await expect(badge(feed)).toBe('Live');
    await expect(rows(feed)).toHaveLength(6);
    await expect(times(feed)).toEqual([
      '2 minutes ago',
      '14 minutes ago',
      '26 minutes ago',
      '3 hours ago',
      '5 hours ago',
      '14 Jan 2026',
    ]);
    await stage.advanceTo(1999);
    await expect(rows(feed)).toHaveLength(6);
    await stage.advance(1);
    await expect(rows(feed)[0]).toBe('Ada Lovelace commented on Half-open sockets are noticed');
    await stage.advanceTo(6000);
    await expect(rows(feed)).toHaveLength(9);
    await moment('three came live');
    await stage.advanceTo(61_999);
    await expect(times(feed)[2]).toBe('Just now');
    await stage.advance(1);
    await expect(times(feed).slice(0, 4)).toEqual([
      'Just now',
      'Just now',
      '1 minute ago',
      '3 minutes ago',
    ]);
  },
});

/** Shapes of the right height stand in for what is on its way. */
export const Loading = meta.story({
  decorators: [withSSE(late)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(999);
    await expect(part(feed, 'skeleton')).not.toBeNull();
    await expect(scrollerOf(feed).offsetHeight).toBe(500);
    await moment('on its way');
  },
});

/** The list takes three seconds. What is pushed meanwhile stays, and nothing is doubled. */
export const LateAnswer = meta.story({
  decorators: [withSSE(late)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    const pushed = [
      'Eve Adams opened Reconnect takes 8 s in Safari',
      'Ada Lovelace commented on Half-open sockets are noticed',
    ];
    await stage.advanceTo(2999);
    await expect(rows(feed)).toEqual(pushed);
    await stage.advance(1);
    await expect(rows(feed)).toHaveLength(8);
    await expect(rows(feed).slice(0, 2)).toEqual(pushed);
    await expect(unread(feed)).toEqual(pushed);
    await moment('merged');
  },
});

/** Nobody has done anything yet. */
export const Empty = meta.story({
  decorators: [withSSE(empty)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(199);
    await expect(part(feed, 'empty')).toBeNull();
    await stage.advance(1);
    await expect(text(part(feed, 'empty'))).toBe('No recent activity');
    await moment('empty');
    await stage.advanceTo(3000);
    await expect(rows(feed)).toEqual(['Ada Lovelace created This project']);
  },
});

/** The server fails twice. What failed is said, and Retry tries again. */
export const LoadFails = meta.story({
  decorators: [withSSE(loadFails)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    const said = 'Activities could not be loaded: the server answered 503.';
    await stage.advance(1);
    await expect(text(need(feed, 'error').querySelector('p'))).toBe(said);
    await expect(text(feed.shadowRoot?.querySelector('[role=alert]') ?? null)).toBe(said);
    await moment('failed');
    await userEvent.click(need(feed, 'retry'));
    await stage.advance(1);
    await expect(part(feed, 'error')).not.toBeNull();
    await userEvent.click(need(feed, 'retry'));
    await stage.advance(1);
    await expect(part(feed, 'error')).toBeNull();
    await expect(rows(feed)).toHaveLength(6);
    await moment('the third time');
  },
});

/**
 * Three come while somebody reads further down. Nothing moves; a button counts them, once a second at
 * most, and takes the reader to the newest.
 */
export const ReadingDown = meta.story({
  decorators: [withSSE(reading)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    const read = 'Fay Okafor uploaded Film strip of the outage';
    const region = feed.shadowRoot?.querySelector('.news[role=status]');
    await stage.advanceTo(1000);
    await expect(region).not.toBeNull();
    scrollTo(feed, 120);
    const top = topOf(feed, read);
    await stage.advanceTo(2999);
    await expect(pill(feed)).toBe('');
    await stage.advance(1);
    await expect(pill(feed)).toBe('1 new');
    await expect(region?.contains(need(feed, 'waiting'))).toBe(true);
    await stage.advanceTo(3999);
    await expect(pill(feed)).toBe('1 new');
    await stage.advance(1);
    await expect(pill(feed)).toBe('3 new');
    await expect(topOf(feed, read)).toBe(top);
    await expect(rows(feed)).toHaveLength(12);
    await moment('three new');
    need(feed, 'waiting').focus();
    await userEvent.keyboard('{Enter}');
    await stage.advance(0);
    await expect(pill(feed)).toBe('');
    await expect(rows(feed)).toHaveLength(15);
    await expect(scrollerOf(feed).scrollTop).toBe(0);
    await expect(feed.shadowRoot?.activeElement).toBe(all(feed, 'row')[0]);
    await moment('at the newest');
  },
});

/** What somebody does again and again within ten minutes is one row, that shows all on demand. */
export const Grouped = meta.story({
  decorators: [withSSE(grouped)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(1000);
    await expect(rows(feed)).toEqual([
      'Ada Lovelace pushed to main (2 more)',
      'Bob Chen commented on Windowed rendering',
      'Ada Lovelace pushed to main',
    ]);
    await stage.advanceTo(4000);
    await expect(rows(feed)).toEqual([
      'Bob Chen commented on Folding of repeats (1 more)',
      'Ada Lovelace pushed to feed-groups (3 more)',
      'Bob Chen commented on Windowed rendering',
      'Ada Lovelace pushed to main',
    ]);
    await moment('folded');
    const [, expander] = all(feed, 'expander');
    await expect(expander?.ariaExpanded).toBe('false');
    await userEvent.click(expander!);
    await stage.advance(0);
    await expect(expander?.ariaExpanded).toBe('true');
    await expect([...need(feed, 'others').children].map(text)).toEqual([
      'main 3 minutes ago',
      'feed-windows 5 minutes ago',
      'feed-windows 11 minutes ago',
    ]);
    await moment('unfolded');
    feed.grouping = false;
    await stage.advance(0);
    await expect(rows(feed)).toHaveLength(8);
  },
});

/** Unread is what nobody opened, unseen what was not on screen for a second since the last visit. */
export const Unread = meta.story({
  decorators: [withSSE(unreadStream)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    const heard: string[] = [];
    feed.addEventListener('activity-open', ({ activity }) => heard.push(`open ${activity.id}`));
    feed.addEventListener('activity-read', (event) =>
      heard.push(`read ${String(event.activityIds)}`),
    );
    await stage.advanceTo(3000);
    await expect(unread(feed)).toEqual([
      'Ada Lovelace commented on Half-open sockets are noticed',
      'Đào Ngọc Anh commented on Which badge colours fail AA?',
    ]);
    await stage.advanceTo(125_000);
    await expect(text(need(feed, 'since'))).toBe('New since your last visit');
    await expect(need(feed, 'since').closest('article')).toBe(all(feed, 'row')[1]);
    await moment('back again');
    await userEvent.click(all(feed, 'what')[0]!);
    await stage.advance(0);
    await expect(heard).toEqual(['open a9', 'read a9']);
    await expect(unread(feed)).toHaveLength(3);
    feed.markRead('a7');
    await userEvent.click(need(feed, 'mark-all'));
    await stage.advance(0);
    await expect(unread(feed)).toEqual([]);
    await expect(heard.slice(2)).toEqual(['read a7', 'read a5,a8']);
  },
});

/** A thousand a second: a hundred are kept, not one more, and nothing dances. */
export const Flood = meta.story({
  decorators: [withSSE(flood)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(1000);
    await expect(rows(feed)).toHaveLength(7);
    await stage.advanceTo(1105);
    await expect(rows(feed).length).toBeLessThanOrEqual(100);
    await stage.advanceTo(1200);
    await expect(rows(feed)).toHaveLength(100);
    await stage.advanceTo(1520);
    await expect(rows(feed)).toHaveLength(100);
    await expect(rows(feed)[0]).toBe('User 500 placed Order 500');
    await expect(rows(feed)[99]).toBe('User 401 placed Order 401');
    await moment('a hundred');
  },
});

/** Two seconds of downtime pass without a word. When it is over, the list is asked for again. */
export const Outage = meta.story({
  decorators: [withSSE(outage, steadily)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(6999);
    await expect(badge(feed)).toBe('Live');
    await expect(part(feed, 'stale')).toBeNull();
    await stage.advance(1);
    await expect(badge(feed)).toBe('Reconnecting in 1 s (attempt 2 of 10)');
    await expect(text(need(feed, 'stale'))).toBe('Last updated moments ago');
    await moment('dropped');
    await stage.advanceTo(14_999);
    await expect(rows(feed)).toHaveLength(7);
    await stage.advanceTo(15_499);
    await expect(badge(feed)).toBe('Connecting…');
    await stage.advance(1);
    await expect(badge(feed)).toBe('Live');
    await expect(part(feed, 'stale')).toBeNull();
    await expect(rows(feed)).toHaveLength(8);
    await expect(rows(feed)[0]).toBe('Eve Adams opened Reconnect takes 8 s in Safari');
    await stage.advanceTo(17_000);
    await expect(rows(feed)).toHaveLength(9);
    await moment('made up for');
  },
});

/** The connection is given up. What is known stays, and says how old it is. */
export const Stale = meta.story({
  decorators: [withSSE(stale, { reconnectDelay: () => 500, maxReconnectAttempts: 2 })],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(124_999);
    await expect(text(need(feed, 'stale'))).toBe('Last updated 1 minute ago');
    await stage.advance(1);
    await expect(text(need(feed, 'stale'))).toBe('Last updated 2 minutes ago');
    await expect(badge(feed)).toBe('Connection failed');
    await expect(rows(feed)).toHaveLength(7);
    await moment('two minutes old');
  },
});

/**
 * A history of 100,000, of which only what can be seen is rendered. Older pages come when the reader
 * nears the end.
 */
export const History = meta.story({
  args: { cap: 100_000, limit: 500, olderSrc: '/api/activities' },
  decorators: [
    withProgram((stage) =>
      stage.http('/api/activities', activityPages(100_000, stage.runtime.clock.now())),
    ),
    withSSE({ ...live, sources: { events: live.sources.events } }),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(1000);
    const nodes = feed.shadowRoot!.querySelectorAll('*').length;
    await expect(all(feed, 'row').length).toBeLessThan(30);
    await expect(all(feed, 'row')[0]?.ariaSetSize).toBe('-1');
    for (let page = 2; page <= 4; page++) {
      scrollTo(feed, scrollerOf(feed).scrollHeight);
      await stage.advance(20);
    }
    await expect(Number(all(feed, 'row')[0]?.ariaPosInSet)).toBeGreaterThan(1400);
    await expect(feed.shadowRoot!.querySelectorAll('*').length).toBeLessThan(nodes * 1.5);
    const last = rows(feed)[10]!;
    const top = topOf(feed, last);
    await stage.advanceTo(6000);
    await expect(pill(feed)).toBe('3 new');
    await expect(topOf(feed, last)).toBe(top);
    await moment('far down');
  },
});

/** Page Down and Page Up go from one to the next, and the keys for that leave the feed. */
export const KeyboardOnly = meta.story({
  decorators: [
    (story) => html`<button type="button">Before</button> ${story()} <a href="#after">After</a>`,
    withSSE(grouped),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    const [before, after] = ['button', 'a'].map((tag) => canvasElement.querySelector(tag));
    const focused = (): Element | null | undefined => feed.shadowRoot?.activeElement;
    await stage.advanceTo(1000);
    all(feed, 'row')[0]!.focus();
    await userEvent.keyboard('{PageDown}');
    await expect(focused()).toBe(all(feed, 'row')[1]);
    await userEvent.keyboard('{ArrowDown}');
    await expect(focused()).toBe(all(feed, 'row')[1]);
    await moment('second article');
    await stage.advanceTo(2000);
    await expect(focused()).toBe(all(feed, 'row')[1]);
    await expect(pill(feed)).toBe('1 new');
    await userEvent.keyboard('{PageUp}{PageUp}');
    await expect(focused()).toBe(all(feed, 'row')[0]);
    await userEvent.keyboard('{Control>}{End}{/Control}');
    await expect(document.activeElement).toBe(after);
    await stage.advance(20);
    await expect(pill(feed)).toBe('');
    all(feed, 'row')[2]!.focus();
    await userEvent.keyboard('{Control>}{Home}{/Control}');
    await expect(document.activeElement).toBe(before);
  },
});

/** Markup, prototypes, wild types: all of it is text, and what is no activity is reported. */
export const Hostile = meta.story({
  decorators: [withSSE(hostile)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    const title = document.title;
    const problems: string[] = [];
    feed.addEventListener('activity-invalid', ({ problem }) => problems.push(problem));
    await stage.advanceTo(2000);
    await expect(document.title).toBe(title);
    await expect(feed.shadowRoot?.querySelector('script, img, b')).toBeNull();
    await expect('polluted' in {}).toBe(false);
    await expect(rows(feed)).toHaveLength(7);
    await expect(problems).toEqual([
      '"action" is missing. Say in words what was done.',
      'The payload is a value of type number. Send an object with "id" and "action".',
      'The payload is missing. Send an object with "id" and "action".',
      '"id" is a value of type object. Give each activity a string or a number.',
      'The payload is a value of type string. Send an object with "id" and "action".',
    ]);
    await moment('all of it text');
  },
});

/** Clocks that are a day ahead or behind: what is yet to come has just been. */
export const ClockSkew = meta.story({
  decorators: [withSSE(clockSkew, { stallTimeout: 0 })],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(4000);
    await expect(rows(feed).slice(0, 3)).toEqual([
      'Eve Adams came from today',
      'Bob Chen came from tomorrow, too',
      'Ada Lovelace came from tomorrow',
    ]);
    await expect(rows(feed).at(-1)).toBe('Cem Yılmaz came from yesterday');
    await expect(times(feed)[1]).toBe('Just now');
    await moment('in order');
    await stage.advanceTo(62_000);
    await expect(times(feed)[1]).toBe('1 minute ago');
  },
});

/** On a dark page. */
export const Dark = meta.story({
  globals: { theme: 'dark' },
  decorators: [withSSE(unreadStream)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(125_000);
    await expect(rows(feed)).toHaveLength(8);
    await moment('back again');
  },
});

/** In a right-to-left page, with its own words. */
export const RightToLeft = meta.story({
  globals: { direction: 'rtl', locale: 'ar-EG' },
  args: { strings: arabic },
  decorators: [withSSE(rightToLeft)],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(2000);
    await expect(rows(feed)).toHaveLength(4);
    await expect(badge(feed)).toBe('مباشر');
    await moment('from the right');
  },
});

/** In a column of 240 pixels. */
export const Narrow = meta.story({
  decorators: [
    (story) => html`<div style=${styleMap({ inlineSize: '240px' })}>${story()}</div>`,
    withSSE(grouped),
  ],
  play: async ({ canvasElement, stage, moment }) => {
    const feed = activityFeedIn(canvasElement);
    await stage.advanceTo(4000);
    await expect(feed.scrollWidth).toBeLessThanOrEqual(240);
    await moment('folded');
  },
});
