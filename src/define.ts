import './elements/activity-feed/activity-feed.define.js';
import './elements/connection-status/connection-status.define.js';
import './elements/notification-feed/notification-feed.define.js';
import './elements/optimistic-list/optimistic-list.define.js';
import './elements/pan-live-data/pan-live-data.define.js';
import './elements/pan-sse/pan-sse.define.js';
import './elements/pan-websocket/pan-websocket.define.js';
import './elements/presence-list/presence-list.define.js';
import './elements/tally-lamp/tally-lamp.define.js';
import './elements/throttled-input/throttled-input.define.js';

// So that the tags have their types wherever they are registered.
export type { ActivityFeedElement } from './elements/activity-feed/activity-feed.js';
export type { ConnectionStatusElement } from './elements/connection-status/connection-status.js';
export type { NotificationFeedElement } from './elements/notification-feed/notification-feed.js';
export type { OptimisticListElement } from './elements/optimistic-list/optimistic-list.js';
export type { PanLiveDataElement } from './elements/pan-live-data/pan-live-data.js';
export type { PanSSEElement } from './elements/pan-sse/pan-sse.js';
export type { PanWebSocketElement } from './elements/pan-websocket/pan-websocket.js';
export type { PresenceListElement } from './elements/presence-list/presence-list.js';
export type { TallyLampElement } from './elements/tally-lamp/tally-lamp.js';
export type { ThrottledInputElement } from './elements/throttled-input/throttled-input.js';
