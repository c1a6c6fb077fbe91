export { Stage } from './stage/stage.js';
export type { PendingWork, StageErrorCode, StageOptions } from './stage/stage.js';
export { parseStream } from './stage/stream.js';
export type {
  Action,
  CannedStream,
  ClockAction,
  ConnectionAction,
  Cue,
  PageAction,
  SourceAction,
  SourceDeclaration,
  StreamErrorCode,
  StreamInput,
} from './stage/stream.js';
export type { ChannelPeer } from './stage/channel-peer.js';
export type { FaultSettings } from './stage/faults.js';
export type { FarEnd } from './stage/staged-source.js';
export type { StagedPage } from './stage/staged-page.js';
export type { StagedTab } from './stage/staged-tab.js';
export type { StagedServerConnection } from './stage/staged-server-connection.js';
export type { WorkerProgram } from './stage/staged-workers.js';
export type { WorkerScope } from './stage/worker-scope.js';
export type { WireEventKind, WireLog, WireLogEntry } from './stage/wire-log.js';
