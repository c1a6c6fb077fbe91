import { MockSocketNetwork } from '../stage/network/mock-socket-network.js';
import type { StreamInput } from '../stage/stream.js';
import { withNetwork, type NetworkOptions } from './with-network.js';
import type { StageDecorator } from './with-stage.js';

/**
 * Puts a story whose code calls `new WebSocket` itself on a stage that plays `stream`: while the
 * story is on show, mock-socket stands in for `window.WebSocket` at the URLs of the stream. Needs
 * the package `mock-socket`.
 *
 * The story fails with an error when the stream declares no WebSocket, or when another story on the
 * page answers one of its URLs already.
 */
export function withMockSocket(stream: StreamInput, options: NetworkOptions = {}): StageDecorator {
  return withNetwork(
    stream,
    options,
    ['socket', '"websocket"'],
    (stage) => new MockSocketNetwork(stage, stream),
  );
}
