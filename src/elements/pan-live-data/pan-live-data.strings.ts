import type { TallyError } from '../../core/errors.js';
import type { RelativeTimeStrings } from '../../core/relative-time.js';

/** The words of live data. */
export interface PanLiveDataStrings extends RelativeTimeStrings {
  /** Names the list where no `label` does. */
  readonly label: string;
  readonly idle: string;
  readonly paused: string;
  readonly loading: string;
  readonly live: string;
  readonly offline: string;
  readonly error: string;
  readonly stale: string;
  readonly lastUpdated: (time: string) => string;
  readonly empty: string;
  readonly retry: string;
  readonly retrying: string;
  /** Said where nothing could be loaded; `reason` says why. */
  readonly failed: string;
  readonly reason: (error: TallyError) => string;
  /** Stands for an item that could not be drawn. */
  readonly broken: string;
  readonly invalid: (count: number) => string;
  /** Says that there are more than the `count` that are shown. */
  readonly full: (count: number) => string;
  /** Counts what is shown; said when it is shown first. */
  readonly items: (count: number) => string;
  /** Says how many items came and went, and how many there are now. */
  readonly news: (added: number, removed: number, count: number) => string;
  readonly yes: string;
  readonly no: string;
}

export const panLiveDataStrings: PanLiveDataStrings = {
  label: 'Live data',
  idle: 'Not connected',
  paused: 'Paused',
  loading: 'Loading…',
  live: 'Live',
  offline: 'Offline',
  error: 'Failed',
  stale: 'Out of date',
  lastUpdated: (time) => `Last updated ${time}`,
  empty: 'Nothing here yet. New items appear by themselves.',
  retry: 'Retry',
  retrying: 'Retrying…',
  failed: 'This could not be loaded',
  reason: ({ message }) => message,
  broken: 'This item could not be shown',
  invalid: (count) =>
    count === 1 ? '1 item could not be shown' : `${count} items could not be shown`,
  full: (count) => `Only the first ${count.toLocaleString('en')} are shown`,
  items,
  news: (added, removed, count) =>
    [added && `${added} new`, removed && `${removed} removed`, items(count)]
      .filter(Boolean)
      .join(', '),
  yes: 'yes',
  no: 'no',
  justNow: 'just now',
  minutesAgo: (minutes) => (minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`),
  hoursAgo: (hours) => (hours === 1 ? '1 hour ago' : `${hours} hours ago`),
};

function items(count: number): string {
  return count === 1 ? '1 item' : `${count.toLocaleString('en')} items`;
}
