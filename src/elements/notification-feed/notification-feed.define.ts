import '../connection-status/connection-status.define.js';
import { NotificationFeedElement } from './notification-feed.js';

if (!customElements.get('notification-feed')) {
  customElements.define('notification-feed', NotificationFeedElement);
}

// So that the tag has its type wherever it is registered.
export type { NotificationFeedElement } from './notification-feed.js';
