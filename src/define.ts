import './elements/connection-status/connection-status.define.js';
import './elements/notification-feed/notification-feed.define.js';
import './elements/tally-lamp/tally-lamp.define.js';

// So that the tags have their types wherever they are registered.
export type { ConnectionStatusElement } from './elements/connection-status/connection-status.js';
export type { NotificationFeedElement } from './elements/notification-feed/notification-feed.js';
export type { TallyLampElement } from './elements/tally-lamp/tally-lamp.js';
