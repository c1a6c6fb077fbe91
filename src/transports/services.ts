import { lazyInstance } from '../core/lazy-instance.js';
import { WebSocketClient } from './websocket-client.js';

/** The shared client of `ws://localhost:3000/ws`, made when it is first used. */
export const wsClient: WebSocketClient = /* @__PURE__ */ lazyInstance(() => new WebSocketClient());
