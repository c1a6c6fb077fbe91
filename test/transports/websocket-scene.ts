import type { StagedServerConnection } from '../../src/stage/staged-server-connection.js';
import { Stage } from '../../src/stage/stage.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import type { WebSocketClientOptions } from '../../src/transports/websocket-options.js';

export const URL_OF_FEED = 'wss://stage.test/ws';

/** A server that can be told how to treat the next connections. */
export interface Scene {
  readonly stage: Stage;
  readonly client: WebSocketClient;
  /** Every connection that reached the server, oldest first. */
  readonly servers: StagedServerConnection[];
  /** What the server read, parsed, pings left out. */
  readonly received: { type: string; payload: unknown; id?: string }[];
  /** When pings arrived. */
  readonly pings: number[];
  /** What the client told: `open@120`, `disconnected 1006@500`. */
  readonly told: string[];
  /** How the server treats connections from now on. */
  answer: 'accept' | 'refuse' | 'hang';
  pongs: boolean;
  server(): StagedServerConnection;
  say(type: string, payload?: unknown, more?: object): void;
}

/** Sets up a stage, a server and a client on it. */
export function scene(options: WebSocketClientOptions = {}, url = URL_OF_FEED): Scene {
  const stage = new Stage();
  const client = new WebSocketClient(url, { runtime: stage.runtime, ...options });
  const result: Scene = {
    stage,
    client,
    servers: [],
    received: [],
    pings: [],
    told: [],
    answer: 'accept',
    pongs: true,
    server: () => result.servers.at(-1)!,
    say: (type, payload = {}, more = {}) =>
      result.server().send(JSON.stringify({ type, payload, timestamp: 0, ...more })),
  };
  stage.websocket('*', (server) => {
    result.servers.push(server);
    if (result.answer === 'refuse') return server.refuse();
    if (result.answer === 'hang') return;
    server.onmessage((data) => {
      const message = JSON.parse(data as string) as Scene['received'][number];
      if (message.type !== 'ping') return void result.received.push(message);
      result.pings.push(stage.now);
      if (result.pongs) result.say('pong');
    });
    server.accept();
  });
  const tell = (text: string): void => void result.told.push(`${text}@${stage.now}`);
  client.addEventListener('statechange', () => tell(client.state));
  client.on('connected', () => tell('connected'));
  client.on('disconnected', ({ code, reason }) => tell(`disconnected ${code} ${reason}`.trim()));
  client.on('error', ({ error }) => tell(`error ${error.code}`));
  client.on('reconnect-failed', () => tell('reconnect-failed'));
  return result;
}

/** How a promise ended so far: `pending`, `resolved`, or the code of its error. */
export function outcome(promise: Promise<unknown>): { readonly now: string } {
  const result = { now: 'pending' };
  promise.then(
    () => (result.now = 'resolved'),
    (error: { code?: string }) => (result.now = error.code ?? 'no code'),
  );
  return result;
}

/** Always the same delay, so that moments can be named. */
export const every = (ms: number) => (): number => ms;

export const NOTHING_LEFT = { timers: 0, frames: 0, sockets: 0, listeners: 0 };
