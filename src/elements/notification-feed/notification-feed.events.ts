/** How a reader got rid of a notification. */
export type DismissMeans = 'button' | 'key' | 'swipe' | 'action';

/** The reader dismissed a notification. */
export class NotificationDismissEvent extends Event {
  constructor(
    readonly notificationId: string,
    readonly means: DismissMeans,
  ) {
    super('notification-dismiss', { bubbles: true, composed: true });
  }
}

/** The reader chose a notification's action. Cancel the event to keep the notification. */
export class NotificationActionEvent extends Event {
  constructor(
    readonly notificationId: string,
    readonly actionId: string,
  ) {
    super('notification-action', { bubbles: true, composed: true, cancelable: true });
  }
}

/** A notification's time ran out. */
export class NotificationExpireEvent extends Event {
  constructor(readonly notificationId: string) {
    super('notification-expire');
  }
}

/** A message could not be shown: `problem` names cause and remedy. */
export class NotificationInvalidEvent extends Event {
  constructor(
    readonly problem: string,
    readonly payload: unknown,
  ) {
    super('notification-invalid');
  }
}

declare global {
  interface HTMLElementEventMap {
    'notification-dismiss': NotificationDismissEvent;
    'notification-action': NotificationActionEvent;
    'notification-expire': NotificationExpireEvent;
    'notification-invalid': NotificationInvalidEvent;
  }
}
