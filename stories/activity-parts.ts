import type { ActivityFeedElement } from '../src/elements/activity-feed/activity-feed.js';
import type { HttpFarEnd } from '../src/stage.js';
import type { ConnectionStatusElement } from '../src/elements/connection-status/connection-status.js';
import { all, need, part, saysBadge, text } from './scene-parts.js';

/** Finds the story's feed. */
export function activityFeedIn(canvas: HTMLElement): ActivityFeedElement {
  const feed = canvas.querySelector('activity-feed');
  if (!feed) throw new Error('The story shows no <activity-feed>.');
  return feed;
}

/** Reads the rows on show, newest first: `Ada pushed to main`, `Ada pushed to main (4 more)`. */
export function rows(feed: ActivityFeedElement): string[] {
  return all(feed, 'row').map((row) => {
    const expander = row.querySelector('[part=expander][aria-expanded=false]');
    const what = text(row.querySelector('[part=what]'));
    return expander ? `${what} (${text(expander)})` : what;
  });
}

/** Reads the times of the rows. */
export function times(feed: ActivityFeedElement): string[] {
  return all(feed, 'row').map((row) => text(row.querySelector('.when time')));
}

/** Reads what the button says that counts what waits; empty without one. */
export function pill(feed: ActivityFeedElement): string {
  return text(part(feed, 'waiting'));
}

/** Reads what the feed's badge says to the eye. */
export function badge(feed: ActivityFeedElement): string {
  return saysBadge(need(feed, 'status') as ConnectionStatusElement);
}

/** Reads which rows are unread. */
export function unread(feed: ActivityFeedElement): string[] {
  return all(feed, 'row-unread').map((row) => text(row.querySelector('[part=what]')));
}

/** Finds what scrolls. */
export function scrollerOf(feed: ActivityFeedElement): HTMLElement {
  return feed.shadowRoot?.querySelector('.scroll') as HTMLElement;
}

/** Scrolls, and has it noticed at once instead of with the browser's next picture. */
export function scrollTo(feed: ActivityFeedElement, top: number): void {
  const scroller = scrollerOf(feed);
  scroller.scrollTop = top;
  scroller.dispatchEvent(new Event('scroll'));
}

/** Reads how far below the list's upper edge a row begins that is on show. */
export function topOf(feed: ActivityFeedElement, what: string): number {
  const row = all(feed, 'row').find((each) => text(each.querySelector('[part=what]')) === what);
  if (!row) throw new Error(`The feed shows no row "${what}".`);
  return row.getBoundingClientRect().top - scrollerOf(feed).getBoundingClientRect().top;
}

/** Makes a server that has `count` activities, a minute apart, and hands them out in pages. */
export function activityPages(count: number, now: number, delay = 0): HttpFarEnd {
  return ({ url }, respond) => {
    const { searchParams } = new URL(url);
    const limit = Number(searchParams.get('limit'));
    const newest = Number(searchParams.get('before') ?? count + 1) - 1;
    const length = Math.min(limit, newest);
    const page = Array.from({ length }, (_, index) => pastActivity(newest - index, count, now));
    respond({ body: page, delay });
  };
}

const TEAM = ['Ada Lovelace', 'Bob Chen', 'Cem Yılmaz', 'Đào Ngọc Anh', 'Eve Adams', 'Fay Okafor'];
const DEEDS = ['commented on', 'pushed to', 'reviewed', 'closed', 'deployed'];

function pastActivity(n: number, count: number, now: number): object {
  const userName = TEAM[n % TEAM.length];
  return {
    id: String(n),
    userId: userName,
    userName,
    action: DEEDS[n % DEEDS.length],
    // Every seventh takes two lines, so that heights differ.
    target: n % 7 ? `Issue ${n}` : `Issue ${n}, of which the title is rather longer than one line`,
    timestamp: now - (count - n + 1) * 60_000,
  };
}
