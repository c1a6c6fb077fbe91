import type { RelativeTimeStrings } from '../../core/relative-time.js';

/** The words of a presence list. */
export interface PresenceListStrings extends RelativeTimeStrings {
  readonly online: string;
  readonly away: string;
  readonly offline: string;
  /** Stands for somebody whose name cannot be seen. */
  readonly someone: string;
  readonly empty: string;
  readonly loading: string;
  /** Said where there is no connection and nobody is known. */
  readonly notConnected: string;
  /** Says how old everything is; `time` is in the words below. */
  readonly asOf: (time: string) => string;
  /** Names who is here; `count` is how many they are. */
  readonly here: (names: string, count: number) => string;
  readonly joined: (names: string, count: number) => string;
  readonly left: (names: string, count: number) => string;
  /** Ends a list of names of which `count` are left out. */
  readonly others: (count: number) => string;
  /** Counts those for whom there is no room. */
  readonly more: (count: number) => string;
  /** Heads the list of everybody. */
  readonly people: (count: number) => string;
  readonly tabs: (count: number) => string;
  /** Sums up `count` announcements that came at once. */
  readonly burst: (count: number, latest: string) => string;
}

export const presenceListStrings: PresenceListStrings = {
  online: 'Online',
  away: 'Away',
  offline: 'Offline',
  someone: 'Someone',
  empty: 'Nobody else is here',
  loading: 'Looking who is here…',
  notConnected: 'Not connected',
  asOf: (time) => `As of ${time}`,
  here: (names) => `Here: ${names}`,
  joined: (names) => `${names} joined`,
  left: (names) => `${names} left`,
  others: (count) => (count === 1 ? '1 other' : `${count.toLocaleString('en')} others`),
  more: (count) => `+${count.toLocaleString('en')}`,
  people: (count) => (count === 1 ? '1 person' : `${count.toLocaleString('en')} people`),
  tabs: (count) => `${count} tabs`,
  burst: (count, latest) => `${count} changes. Latest: ${latest}`,
  justNow: 'just now',
  minutesAgo: (minutes) => `${minutes}m ago`,
  hoursAgo: (hours) => `${hours}h ago`,
};
