export { runtimeContext, sourceContext } from './controllers/contexts.js';
export { VisibleController, type VisibleOptions } from './controllers/visible-controller.js';
export type { ConnectionSnapshot, ConnectionState } from './core/connection-state.js';
export type { MessageHandler, MessageSource, SubscribeOptions } from './core/message-source.js';
export type { Notification, NotificationInput } from './core/notification.js';
export type { Clock, Page, PageSignal, Runtime, TimerId, Unsubscribe } from './core/runtime.js';
export { ConnectionStatusElement } from './elements/connection-status/connection-status.js';
export type { ConnectionStatusStrings } from './elements/connection-status/connection-status.strings.js';
export {
  NotificationActionEvent,
  NotificationDismissEvent,
  NotificationExpireEvent,
  NotificationInvalidEvent,
  type DismissMeans,
} from './elements/notification-feed/notification-feed.events.js';
export { NotificationFeedElement } from './elements/notification-feed/notification-feed.js';
export type { NotificationFeedStrings } from './elements/notification-feed/notification-feed.strings.js';
export { TallyLampElement, type LampState } from './elements/tally-lamp/tally-lamp.js';
