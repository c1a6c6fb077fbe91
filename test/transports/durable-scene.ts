import type { StagedServerConnection } from '../../src/stage/staged-server-connection.js';
import { Stage } from '../../src/stage/stage.js';
import type { StagedTab } from '../../src/stage/staged-tab.js';
import { durableOutbox, type DurableOutboxOptions } from '../../src/transports/durable-outbox.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import type { WebSocketClientOptions } from '../../src/transports/websocket-options.js';

/** A page in a tab, with a client whose outbox lasts. */
export interface DurablePage {
  readonly tab: StagedTab;
  readonly client: WebSocketClient;
  /** The codes of the errors that the client told. */
  readonly errors: string[];
}

/** Where the server and what is stored stand. */
export interface DurableScene {
  readonly stage: Stage;
  /** Every frame that the server read, pings left out, as `type` or `type again`. */
  readonly read: string[];
  /** What it took for new, in order. */
  readonly taken: string[];
  readonly connections: Set<StagedServerConnection>;
  answer: 'accept' | 'refuse';
  /** Whether the server acknowledges what it reads, and when, in ms. */
  acks: number | undefined;
  /** Opens a page in a new tab; it connects unless told otherwise. */
  page(options?: Partial<DurableOutboxOptions>, more?: WebSocketClientOptions): DurablePage;
  /** What is stored, by type. */
  stored(): string[];
}

/**
 * A server that knows by their ids what it has read, and a browser that can open pages on it.
 *
 * @param latency How long a frame takes either way, in ms.
 */
export function durableScene(latency = 0): DurableScene {
  const stage = new Stage();
  const known = new Set<string>();
  const scene: DurableScene = {
    stage,
    read: [],
    taken: [],
    connections: new Set(),
    answer: 'accept',
    acks: 0,
    stored: () => stage.stores.values('orders').map((value) => (value as { type: string }).type),
    page(options = {}, more = {}) {
      const tab = stage.tab();
      const client = new WebSocketClient('wss://stage.test/ws', {
        runtime: tab.runtime,
        outbox: durableOutbox({ name: 'orders', ...options }),
        reconnectDelay: () => 1000,
        ...more,
      });
      const errors: string[] = [];
      client.on('error', ({ error }) => {
        if (error.code !== 'connection-failed') errors.push(error.code);
      });
      client.connect().catch(() => undefined);
      return { tab, client, errors };
    },
  };
  const farEnd = (server: StagedServerConnection): void => {
    if (scene.answer === 'refuse') return server.refuse();
    scene.connections.add(server);
    const say = (type: string, payload: object): void =>
      server.send(JSON.stringify({ type, payload, timestamp: 0 }));
    server.onmessage((data) => {
      const { type, id } = JSON.parse(data as string) as { type: string; id: string };
      if (type === 'ping') return say('pong', {});
      scene.read.push(known.has(id) ? `${type} again` : type);
      if (!known.has(id)) scene.taken.push(type);
      known.add(id);
      const { acks } = scene;
      if (acks !== undefined) stage.runtime.clock.setTimeout(() => say('ack', { id }), acks);
    });
    server.accept();
  };
  stage.websocket('*', farEnd, { latency });
  return scene;
}
