import './elements/connection-status/connection-status.define.js';
import './elements/notification-feed/notification-feed.define.js';
import './elements/tally-lamp/tally-lamp.define.js';
