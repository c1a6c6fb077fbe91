import type { HttpAnswer } from '../../src/stage/stream.js';
import type { StagedHttpConnection } from '../../src/stage/staged-http-connection.js';
import type { StagedServerConnection } from '../../src/stage/staged-server-connection.js';
import { Stage } from '../../src/stage/stage.js';
import type { FallbackOptions } from '../../src/transports/fallback-options.js';
import { FallbackSource } from '../../src/transports/fallback-source.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import type { SSEClientOptions } from '../../src/transports/sse-options.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import type { WebSocketClientOptions } from '../../src/transports/websocket-options.js';
import { every } from './websocket-scene.js';

/** How the two servers of a scene treat whoever comes. */
export interface Ways {
  websocket: boolean;
  /** How requests for the stream are answered; `true` opens it. */
  sse: boolean | HttpAnswer;
}

/** A WebSocket and an event stream, one above the other, and nobody who wants them yet. */
export function twoWays(
  ways: Partial<Ways> = {},
  options: FallbackOptions = {},
  { socket = {}, stream = {} }: { socket?: WebSocketClientOptions; stream?: SSEClientOptions } = {},
) {
  const stage = new Stage();
  const { runtime } = stage;
  const world: Ways = { websocket: true, sse: true, ...ways };
  const servers: StagedServerConnection[] = [];
  const streams: StagedHttpConnection[] = [];
  const received: unknown[] = [];
  const told: string[] = [];
  const requests: string[] = [];
  stage.websocket('/ws', (server) => {
    requests.push(`ws@${stage.now}`);
    if (!world.websocket) return server.refuse();
    servers.push(server);
    server.onmessage((data) =>
      received.push((JSON.parse(data as string) as { type: string }).type),
    );
    server.accept();
  });
  stage.sse('/sse', (connection) => {
    requests.push(`sse@${stage.now}`);
    if (world.sse === true) {
      connection.open();
      streams.push(connection);
    } else connection.refuse((world.sse || {}).status ?? 503);
  });
  const websocket = new WebSocketClient('/ws', {
    ...{ runtime, reconnectDelay: every(1000), heartbeatInterval: 0 },
    ...socket,
  });
  const sse = new SSEClient('/sse', { runtime, reconnectDelay: every(1000), ...stream });
  const source = new FallbackSource([websocket, sse], { runtime, ...options });
  source.addEventListener('statechange', () => told.push(`${source.state}@${stage.now}`));
  return { stage, world, servers, streams, received, told, requests, websocket, sse, source };
}
