import '../connection-status/connection-status.define.js';
import { ActivityFeedElement } from './activity-feed.js';

if (!customElements.get('activity-feed')) {
  customElements.define('activity-feed', ActivityFeedElement);
}

// So that the tag has its type wherever it is registered.
export type { ActivityFeedElement } from './activity-feed.js';
