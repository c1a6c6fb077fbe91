export { runtimeContext, sourceContext } from './controllers/contexts.js';
export type { LiveDataStatus } from './controllers/live-data-controller.js';
export { VisibleController, type VisibleOptions } from './controllers/visible-controller.js';
export type { ListProblem } from './controllers/list-request.js';
export type { Activity } from './core/activity.js';
export type { ConnectionSnapshot, ConnectionState } from './core/connection-state.js';
export type { MessageHandler, MessageSource, SubscribeOptions } from './core/message-source.js';
export type { Item, Patch } from './core/optimistic-item.js';
export type { OperationLimits } from './core/optimistic-limit.js';
export type { Notification, NotificationInput } from './core/notification.js';
export type { Clock, Page, PageSignal, Runtime, TimerId, Unsubscribe } from './core/runtime.js';
export {
  ActivityInvalidEvent,
  ActivityOpenEvent,
  ActivityReadEvent,
} from './elements/activity-feed/activity-feed.events.js';
export { ActivityFeedElement } from './elements/activity-feed/activity-feed.js';
export type { ActivityFeedStrings } from './elements/activity-feed/activity-feed.strings.js';
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
export {
  ItemAddEvent,
  ItemEditEvent,
  ItemInvalidEvent,
  ItemRemoveEvent,
  ItemSettledEvent,
} from './elements/optimistic-list/optimistic-list.events.js';
export { OptimisticListElement } from './elements/optimistic-list/optimistic-list.js';
export type { OptimisticListStrings } from './elements/optimistic-list/optimistic-list.strings.js';
export type { ItemState, RenderItem } from './elements/optimistic-list/optimistic-row.js';
export {
  LiveDataErrorEvent,
  LiveDataStatusEvent,
  LiveDataUpdateEvent,
} from './elements/pan-live-data/pan-live-data.events.js';
export { PanLiveDataElement } from './elements/pan-live-data/pan-live-data.js';
export type { PanLiveDataStrings } from './elements/pan-live-data/pan-live-data.strings.js';
export {
  SSEConnectedEvent,
  SSEDisconnectedEvent,
  SSEErrorEvent,
  SSEMessageEvent,
} from './elements/pan-sse/pan-sse.events.js';
export { PanSSEElement } from './elements/pan-sse/pan-sse.js';
export {
  WSConnectedEvent,
  WSDisconnectedEvent,
  type WSErrorCode,
  WSErrorEvent,
  WSMessageEvent,
  WSReconnectFailedEvent,
  WSStateEvent,
} from './elements/pan-websocket/pan-websocket.events.js';
export { PanWebSocketElement } from './elements/pan-websocket/pan-websocket.js';
export { PresenceInvalidEvent } from './elements/presence-list/presence-list.events.js';
export { PresenceListElement } from './elements/presence-list/presence-list.js';
export type { PresenceListStrings } from './elements/presence-list/presence-list.strings.js';
export { TallyLampElement, type LampState } from './elements/tally-lamp/tally-lamp.js';
export { InputUpdateEvent } from './elements/throttled-input/throttled-input.events.js';
export { ThrottledInputElement } from './elements/throttled-input/throttled-input.js';
export type { ThrottledInputStrings } from './elements/throttled-input/throttled-input.strings.js';
