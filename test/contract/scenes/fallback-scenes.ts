import { FallbackSource } from '../../../src/transports/fallback-source.js';
import { PollingClient } from '../../../src/transports/polling-client.js';
import { SSEClient } from '../../../src/transports/sse-client.js';
import { WebSocketClient } from '../../../src/transports/websocket-client.js';
import { connected, LATER, retryAfter, SOON, type Cast as AnyCast, type Scene } from '../scene.js';
import type { World } from '../world.js';

type Cast = AnyCast<FallbackSource>;

/** How often the last resort asks, in ms. */
const INTERVAL = 40;

/** How long both ways are open after a climb: longer than a busy machine needs to say three things. */
const OVERLAP = 1500;

/** A WebSocket, else an event stream, else polling. */
export const fallbackScenes: readonly Scene<FallbackSource>[] = [
  {
    name: 'the WebSocket is good enough',
    make,
    async run(cast) {
      await connected(cast);
      await byWebSocket(cast, 'm1');
      cast.client.send('hello', { n: 1 });
      await cast.reporter.untilNoticed('text:');
    },
  },
  {
    name: 'the WebSocket is refused, the event stream is not',
    make,
    async run(cast) {
      await cast.world.refuse('websocket', 'slam');
      await connected(cast);
      await byStream(cast, 'm1');
    },
  },
  {
    name: 'both are refused, and polling is not',
    make,
    async run(cast) {
      await cast.world.refuse('websocket', 'close-port');
      await cast.world.act('sse', { do: 'refuse', status: 503 });
      await byPolling(cast, ['m1']);
      await connected(cast);
      await byPolling(cast, ['m1', 'm2']);
      await cast.reporter.until('message', 2);
    },
  },
  {
    name: 'it climbs up again, and no message is lost or doubled',
    make: (world) => make(world, LATER),
    async run(cast) {
      await cast.world.refuse('websocket', 'close-port');
      await connected(cast);
      await byStream(cast, 'm1');
      await cast.world.act('websocket', { do: 'restore' });
      await cast.world.until(
        () => cast.client.active instanceof WebSocketClient,
        () => 'It does not climb.',
      );
      cast.reporter.note('climbed');
      // Whatever the server said while it was changing over, it says both ways.
      await byWebSocket(cast, 'm2');
      await cast.world.act('sse', { do: 'event', event: 'note', data: { id: 'm2' }, id: 'm2' });
      await cast.world.act('sse', { do: 'event', event: 'note', data: { id: 'm3' }, id: 'm3' });
      await cast.reporter.until('message', 3);
      await byWebSocket(cast, 'm3', 'm4');
      await cast.reporter.untilNoticed('gone:/events');
    },
  },
  {
    name: 'the line goes down and comes back, and what is sent meanwhile waits',
    make: (world) => make(world, LATER),
    async run(cast) {
      await connected(cast);
      await byWebSocket(cast, 'm1');
      await cast.world.refuse('websocket', 'close-port');
      await cast.world.sever('end');
      await cast.reporter.until('connected', 2);
      cast.client.send('edit', { n: 1 });
      await byStream(cast, 'm2');
      await cast.world.act('websocket', { do: 'restore' });
      await cast.reporter.untilNoticed('text:');
      await byWebSocket(cast, 'm3');
    },
  },
  {
    name: 'all are refused',
    make,
    async run(cast) {
      await cast.world.refuse('websocket', 'close-port');
      await cast.world.refuse('sse', 'slam');
      await cast.world.act('http', { do: 'refuse', status: 404 });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('reconnect-failed');
    },
  },
];

function make({ runtime, urls }: World, climbAfter = 60_000): FallbackSource {
  const common = { runtime, reconnectDelay: retryAfter(SOON) };
  const sources = [
    new WebSocketClient(urls.websocket, common),
    new SSEClient(urls.sse, common),
    new PollingClient(urls.http, { ...common, interval: INTERVAL }),
  ] as const;
  return new FallbackSource(sources, { runtime, giveUpAfter: 2, climbAfter, overlap: OVERLAP });
}

async function byWebSocket(cast: Cast, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await cast.world.act('websocket', { do: 'message', type: 'note', payload: { id }, id });
  }
  await cast.reporter.until(start(ids.at(-1)!));
}

async function byStream(cast: Cast, id: string): Promise<void> {
  await cast.world.act('sse', { do: 'event', event: 'note', data: { id }, id });
  await cast.reporter.until(start(id));
}

function byPolling({ world }: Cast, ids: readonly string[]): Promise<void> {
  const body = ids.map((id) => ({ type: 'note', payload: { id }, timestamp: 0, id }));
  return world.act('http', { do: 'respond', body });
}

function start(id: string): string {
  return `message {"type":"note","payload":{"id":"${id}"}`;
}
