export { type Acknowledgement, readAck } from './core/acknowledgement.js';
export { type ReconnectDelay, spreadingBackoff } from './core/backoff.js';
export { batch, type BatchOptions } from './core/batch.js';
export { type CloseInfo, type ClosePolicy, reconnectUnlessGoodbye } from './core/close-policy.js';
export {
  type Codec,
  type CodecParts,
  type Codecs,
  defineCodec,
  type FrameLine,
  negotiate,
} from './core/codec.js';
export { type Resolution, resolveConflict, type TimestampedRecord } from './core/conflict.js';
export type { ConnectionSnapshot, ConnectionState } from './core/connection-state.js';
export { debounce, type DebounceOptions } from './core/debounce.js';
export type { WireMessage } from './core/envelope.js';
export { TallyError } from './core/errors.js';
export type { MessageHandler, MessageSource, SubscribeOptions } from './core/message-source.js';
export type { MessageStreamOptions } from './core/message-stream.js';
export type {
  AckLimits,
  Outbox,
  OutboxHooks,
  OutboxLimits,
  OutboxMaker,
  OutboxPolicy,
} from './core/outbox.js';
export type { Paced } from './core/paced.js';
export type { PresenceChanges, PresenceStatus, PresentUser } from './core/presence.js';
export type { RecordStore, StoredRecord } from './core/record-store.js';
export type { Runtime } from './core/runtime.js';
export type {
  AcknowledgedMessage,
  MessageFate,
  SendOptions,
  SentMessage,
} from './core/sent-message.js';
export {
  type Gap,
  type Sequence,
  sequencer,
  type SequencerOptions,
  type StreamReset,
} from './core/sequencer.js';
export type { SchemaIssue, StandardSchema } from './core/standard-schema.js';
export type { UserTabs } from './core/user-tabs.js';
export { throttle, type ThrottleOptions } from './core/throttle.js';
export { AuthSyncService, type AuthSyncOptions } from './transports/auth-sync.js';
export type { Navigation } from './transports/browser-navigation.js';
export { browserRuntime } from './transports/browser-runtime.js';
export { batchCodec, type BatchCodecOptions } from './transports/codecs/batch-codec.js';
export { gzipCodec, type GzipCodecOptions } from './transports/codecs/gzip-codec.js';
export type {
  ClientEvents,
  InvalidMessage,
  LifecyclePayloads,
} from './transports/client-events.js';
export { durableOutbox, type DurableOutboxOptions } from './transports/durable-outbox.js';
export {
  PresenceService,
  type PresenceServiceEvents,
  type PresenceServiceOptions,
} from './transports/presence-service.js';
export { dataWorker, sseClient, tabSync, wsClient } from './transports/services.js';
export type { FallbackOptions } from './transports/fallback-options.js';
export { FallbackSource } from './transports/fallback-source.js';
export { SharedConnection } from './transports/shared-connection.js';
export type {
  MakeSharedClient,
  SharedClient,
  SharedConnectionOptions,
  StreamPlace,
} from './transports/shared-options.js';
export { PollingClient } from './transports/polling-client.js';
export type { PollingClientOptions } from './transports/polling-options.js';
export { SSEClient } from './transports/sse-client.js';
export type { SSEClientOptions } from './transports/sse-options.js';
export {
  TabSyncService,
  type TabHandler,
  type TabMessage,
  type TabRuntime,
  type TabSyncErrorCode,
  type TabSyncEvents,
} from './transports/tab-sync.js';
export { WebSocketClient } from './transports/websocket-client.js';
export type { TokenSource, WebSocketClientOptions } from './transports/websocket-options.js';
export { WorkerManager } from './transports/worker-manager.js';
export type {
  ProcessControl,
  QueuePolicy,
  WorkerManagerEvents,
  WorkerManagerOptions,
} from './transports/worker-options.js';
export { processRequests } from './transports/data-processor.js';
export { type StartWorker, startDataWorker } from './transports/start-data-worker.js';
export { processData } from './core/data-operations.js';
export type { Aggregate, AggregateOptions } from './core/aggregate-rows.js';
export type { FilterOptions } from './core/filter-rows.js';
export type { SortOptions } from './core/sort-rows.js';
export type { WorkerErrorCode } from './core/worker-failure.js';
export type { WorkerReply, WorkerRequest } from './core/worker-protocol.js';
