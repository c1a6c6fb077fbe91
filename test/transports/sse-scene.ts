import type { StagedEvent } from '../../src/stage/event-text.js';
import type { StagedHttpConnection } from '../../src/stage/staged-http-connection.js';
import { Stage } from '../../src/stage/stage.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import type { SSEClientOptions } from '../../src/transports/sse-options.js';

/** A server that can be told how to treat the next requests. */
export interface SSEScene {
  readonly stage: Stage;
  readonly client: SSEClient;
  /** Every request that reached the server, oldest first. */
  readonly servers: StagedHttpConnection[];
  /** What the client told: `open@120`, `disconnected Stalled@500`. */
  readonly told: string[];
  /** What handlers of everything heard: `tick {"n":1}@120`. */
  readonly heard: string[];
  /** How the server treats requests from now on. */
  answer: (connection: StagedHttpConnection) => void;
  server(): StagedHttpConnection;
  say(event: StagedEvent): void;
}

/** Sets up a stage, a server and a client on it. */
export function sseScene(options: SSEClientOptions = {}, stage = new Stage()): SSEScene {
  const client = new SSEClient('/api/events', { runtime: stage.runtime, ...options });
  const result: SSEScene = {
    stage,
    client,
    servers: [],
    told: [],
    heard: [],
    answer: (connection) => connection.open(),
    server: () => result.servers.at(-1)!,
    say: (event) => result.server().event(event),
  };
  stage.sse('/api/events', (connection) => {
    result.servers.push(connection);
    result.answer(connection);
  });
  const tell = (text: string): void => void result.told.push(`${text}@${stage.now}`);
  client.addEventListener('statechange', () => tell(client.state));
  client.on('connected', () => tell('connected'));
  client.on('disconnected', ({ code, reason }) => tell(`disconnected ${code} ${reason}`));
  client.on('error', ({ error }) => tell(`error ${error.code}`));
  client.on('reconnect-failed', () => tell('reconnect-failed'));
  client.on('*', ({ type, payload }) => {
    result.heard.push(`${type} ${JSON.stringify(payload)}@${stage.now}`);
  });
  return result;
}
