import type { Runtime } from '../core/runtime.js';
import type { StreamInput } from '../stage/stream.js';
import { WebSocketClient } from '../transports/websocket-client.js';
import type { WebSocketClientOptions } from '../transports/websocket-options.js';
import { withClient } from './with-client.js';
import type { StageDecorator } from './with-stage.js';

/** The client's options, and one of the scene's own. */
export interface StoryWebSocketOptions extends WebSocketClientOptions {
  /** Whether the scene itself asks for the connection, as for elements that only watch it. */
  connect?: boolean;
}

/**
 * Puts a story on a stage that plays `stream`, and hands a `WebSocketClient` on the stream's first
 * WebSocket to every element inside.
 *
 * The story fails with an error when the stream declares no WebSocket.
 */
export function withWebSocket(
  stream: StreamInput,
  { connect = false, ...options }: StoryWebSocketOptions = {},
): StageDecorator {
  const make = (url: string, runtime: Runtime) => new WebSocketClient(url, { ...options, runtime });
  return withClient(stream, 'websocket', connect, make);
}
