import type { Activity } from '../../core/activity.js';

/** The reader opened an activity. Cancel the event to leave it unread. */
export class ActivityOpenEvent extends Event {
  constructor(readonly activity: Activity) {
    super('activity-open', { bubbles: true, composed: true, cancelable: true });
  }
}

/** Activities that were unread have been read. */
export class ActivityReadEvent extends Event {
  constructor(readonly activityIds: readonly string[]) {
    super('activity-read', { bubbles: true, composed: true });
  }
}

/** A message could not be shown: `problem` names cause and remedy. */
export class ActivityInvalidEvent extends Event {
  constructor(
    readonly problem: string,
    readonly payload: unknown,
  ) {
    super('activity-invalid');
  }
}

declare global {
  interface HTMLElementEventMap {
    'activity-open': ActivityOpenEvent;
    'activity-read': ActivityReadEvent;
    'activity-invalid': ActivityInvalidEvent;
  }
}
