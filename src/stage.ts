export { Stage } from './stage/stage.js';
export type { PendingWork, StageErrorCode, StageOptions } from './stage/stage.js';
export { parseStream } from './stage/stream.js';
export type {
  Action,
  CannedStream,
  ClockAction,
  ConnectionAction,
  Cue,
  ChannelAction,
  ChannelDeclaration,
  HttpAction,
  HttpAnswer,
  HttpDeclaration,
  PageAction,
  Refusal,
  SSEAction,
  SSEDeclaration,
  SourceAction,
  SourceDeclaration,
  StreamErrorCode,
  StreamInput,
  WebSocketDeclaration,
} from './stage/stream.js';
export type { ChannelPeer } from './stage/channel-peer.js';
export type { NetworkErrorCode } from './stage/network/network-error.js';
export { MockSocketNetwork } from './stage/network/mock-socket-network.js';
export { MswNetwork, type MswOptions } from './stage/network/msw-network.js';
export type { MswWorker } from './stage/network/msw-worker.js';
export type { Addresses } from './stage/network/page-addresses.js';
export { playOnNetwork } from './stage/network/play-on-network.js';
export type { FaultSettings } from './stage/faults.js';
export type { HttpFarEnd, Respond } from './stage/http-far-end.js';
export type { StagedRequest } from './stage/http-parcel.js';
export type { StagedEvent } from './stage/event-text.js';
export type { HttpFarEndSettings } from './stage/staged-http.js';
export type { StagedHead, StagedHttpConnection } from './stage/staged-http-connection.js';
export type { FarEnd } from './stage/staged-source.js';
export type { StagedPage } from './stage/staged-page.js';
export type { StagedStores } from './stage/staged-stores.js';
export type { StagedTab } from './stage/staged-tab.js';
export type { StagedServerConnection } from './stage/staged-server-connection.js';
export type { WorkerProgram } from './stage/worker-programs.js';
export type { WorkerScope } from './stage/worker-scope.js';
export type { WireEventKind, WireLog, WireLogEntry } from './stage/wire-log.js';
