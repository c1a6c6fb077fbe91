import { lazyInstance } from '../core/lazy-instance.js';
import { SSEClient } from './sse-client.js';
import { TabSyncService } from './tab-sync.js';
import { WebSocketClient } from './websocket-client.js';
import { WorkerManager } from './worker-manager.js';

/** The shared client of `ws://localhost:3000/ws`, made when it is first used. */
export const wsClient: WebSocketClient = /* @__PURE__ */ lazyInstance(() => new WebSocketClient());

/** The shared client of `/api/events`, made when it is first used. */
export const sseClient: SSEClient = /* @__PURE__ */ lazyInstance(() => new SSEClient());

/** The shared service on the channel `app-sync`, made when it is first used. */
export const tabSync: TabSyncService = /* @__PURE__ */ lazyInstance(() => new TabSyncService());

/** The shared worker for sorting, filtering and aggregating, started by its first call. */
export const dataWorker: WorkerManager = /* @__PURE__ */ lazyInstance(() => new WorkerManager());
