import type { ListProblem } from '../../controllers/list-request.js';
import { relativeTimeWords, type RelativeTimeStrings } from '../../core/relative-time.js';
import type { ConnectionStatusStrings } from '../connection-status/connection-status.strings.js';

/** The words of an activity feed. Times are in the language of the page unless given here. */
export interface ActivityFeedStrings extends RelativeTimeStrings {
  readonly heading: string;
  readonly empty: string;
  readonly loading: string;
  /** Stands for somebody whose name cannot be seen. */
  readonly someone: string;
  readonly unread: string;
  readonly markAllRead: string;
  /** Divides what is new from what was seen before. */
  readonly sinceLastVisit: string;
  /** Counts what waits to be shown; `isMore` if some of it has gone already. */
  readonly waiting: (count: number, isMore: boolean) => string;
  /** Counts what else somebody has done, in a row that tells it as one. */
  readonly more: (count: number) => string;
  readonly fewer: string;
  readonly loadFailed: (problem: ListProblem) => string;
  readonly olderFailed: (problem: ListProblem) => string;
  readonly retry: string;
  readonly older: string;
  readonly loadingOlder: string;
  readonly end: string;
  /** Says how old everything is; `time` is in the words below. */
  readonly lastUpdated: (time: string) => string;
  /** Less than a minute ago, in the middle of a sentence. */
  readonly moments: string;
  /** Tells an activity to screen readers. */
  readonly said: (userName: string, action: string, target: string) => string;
  /** Sums up `count` announcements that came at once. */
  readonly burst: (count: number, latest: string) => string;
  /** The words of the connection badge. */
  readonly connection: Partial<ConnectionStatusStrings>;
}

export const activityFeedStrings: ActivityFeedStrings = {
  heading: 'Activity Feed',
  empty: 'No recent activity',
  loading: 'Loading activities…',
  someone: 'Someone',
  unread: 'Unread',
  markAllRead: 'Mark all as read',
  sinceLastVisit: 'New since your last visit',
  waiting: (count, isMore) => `${count.toLocaleString('en')}${isMore ? '+' : ''} new`,
  more: (count) => `${count} more`,
  fewer: 'Show fewer',
  loadFailed: (problem) => `Activities could not be loaded: ${reason(problem)}`,
  olderFailed: (problem) => `Older activities could not be loaded: ${reason(problem)}`,
  retry: 'Retry',
  older: 'Load older',
  loadingOlder: 'Loading older…',
  end: 'End of the feed',
  lastUpdated: (time) => `Last updated ${time}`,
  moments: 'moments ago',
  said: (userName, action, target) => [userName, action, target].filter(Boolean).join(' '),
  burst: (count, latest) => `${count.toLocaleString('en')} new activities. Latest: ${latest}`,
  connection: { connected: 'Live', disconnected: 'Offline' },
  ...relativeTimeWords(),
};

function reason(problem: ListProblem): string {
  if (problem === 'unreachable') return 'the server cannot be reached.';
  if (problem === 'unreadable') return 'the answer cannot be read.';
  return `the server answered ${problem}.`;
}
