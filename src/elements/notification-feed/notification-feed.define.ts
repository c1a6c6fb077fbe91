import '../connection-status/connection-status.define.js';
import { NotificationFeedElement } from './notification-feed.js';

if (!customElements.get('notification-feed')) {
  customElements.define('notification-feed', NotificationFeedElement);
}
