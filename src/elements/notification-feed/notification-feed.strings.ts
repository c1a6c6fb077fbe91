import type { NotificationType } from '../../core/notification.js';
import type { RelativeTimeStrings } from '../../core/relative-time.js';
import type { ConnectionStatusStrings } from '../connection-status/connection-status.strings.js';

/** The words of a notification feed. */
export interface NotificationFeedStrings extends RelativeTimeStrings {
  readonly label: string;
  readonly empty: string;
  readonly dismiss: string;
  readonly types: Readonly<Record<NotificationType, string>>;
  readonly more: (count: number) => string;
  readonly fewer: string;
  readonly away: (count: number) => string;
  readonly show: string;
  readonly missed: (count: number) => string;
  readonly missedLabel: string;
  readonly clear: string;
  readonly invalid: (count: number) => string;
  /** Sums up `count` announcements that came at once. */
  readonly burst: (count: number, latest: string) => string;
  /** Says by which key an action is reached. */
  readonly actionHint: (label: string, hotkey: string) => string;
  /** The words of the connection badge. */
  readonly connection: Partial<ConnectionStatusStrings>;
}

export const notificationFeedStrings: NotificationFeedStrings = {
  label: 'Notifications',
  empty: 'No notifications. New ones appear here.',
  dismiss: 'Dismiss',
  types: { info: 'Info', success: 'Success', warning: 'Warning', error: 'Error' },
  more: (count) => `${count} more`,
  fewer: 'Show fewer',
  away: (count) => `${count} while you were away`,
  show: 'Show',
  missed: (count) => `${count} missed`,
  missedLabel: 'Missed notifications',
  clear: 'Clear',
  invalid: (count) =>
    count === 1 ? '1 message could not be shown' : `${count} messages could not be shown`,
  burst: (count, latest) => `${count} new notifications. Latest: ${latest}`,
  actionHint: (label, hotkey) => `${label} available, press ${hotkey}.`,
  connection: {},
  justNow: 'Just now',
  minutesAgo: (minutes) => `${minutes}m ago`,
  hoursAgo: (hours) => `${hours}h ago`,
};
