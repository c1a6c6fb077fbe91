import type { CannedStream, StreamInput } from '../stage/stream.js';
import { WebSocketClient } from '../transports/websocket-client.js';
import type { WebSocketClientOptions } from '../transports/websocket-options.js';
import type { Stage } from '../stage/stage.js';
import { urlOfSource } from './source-url.js';
import { frame, type StageDecorator } from './with-stage.js';

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
  return (story, context) =>
    frame(
      context,
      (scene) => {
        scene.load(stream);
        const url = urlOfSource(stream as CannedStream, 'websocket');
        scene.makeSource ??= ({ runtime }: Stage): WebSocketClient => {
          const client = new WebSocketClient(url, { ...options, runtime });
          if (connect) client.retain();
          return client;
        };
      },
      story,
    );
}
