import { connected, LATER, receive, retryAfter, SOON, type SocketScene } from './socket-scene.js';

const threeTries = retryAfter(SOON, SOON, LATER);
const HEARTBEAT = { heartbeatInterval: 250, heartbeatTimeout: 200 };

/** Lines and servers that fail without a goodbye. */
export const outageScenes: readonly SocketScene[] = [
  {
    name: 'the server is killed and comes back',
    options: { reconnectDelay: threeTries },
    async run(cast) {
      await connected(cast);
      await receive(cast, 'before');
      await cast.world.kill();
      await cast.reporter.until('state waiting, attempt 3');
      await cast.world.start();
      await cast.reporter.until('connected', 2);
      await receive(cast, 'after');
    },
  },
  ...(['close-port', 'slam'] as const).map((how): SocketScene => ({
    name: `connections are refused (${how}), then accepted`,
    options: { reconnectDelay: threeTries },
    async run(cast) {
      await cast.world.refuse('websocket', how);
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('state waiting, attempt 3');
      await cast.world.act('websocket', { do: 'restore' });
      await cast.reporter.until('connected');
      await receive(cast, 'after');
    },
  })),
  ...(['reset', 'end'] as const).map((how): SocketScene => ({
    name: `the connection is cut by TCP ${how}`,
    options: { reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      await connected(cast);
      await receive(cast, 'before');
      await cast.world.sever(how);
      await cast.reporter.until('connected', 2);
      await receive(cast, 'after');
    },
  })),
  {
    name: 'attempts count on while no connection is stable, and from 1 once one was',
    options: { reconnectDelay: retryAfter(SOON), stableAfter: 300 },
    async run(cast) {
      await connected(cast);
      await cast.world.sever('end');
      await cast.reporter.until('connected', 2);
      await cast.world.sever('reset');
      await cast.reporter.until('connected', 3);
      await cast.world.pass(301);
      await cast.world.sever('end');
      await cast.reporter.until('connected', 4);
    },
  },
  {
    name: 'the client gives up after its last attempt',
    options: { reconnectDelay: retryAfter(SOON), maxReconnectAttempts: 2 },
    async run(cast) {
      await cast.world.refuse('websocket', 'close-port');
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('reconnect-failed');
      await cast.world.act('websocket', { do: 'restore' });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('connected');
    },
  },
  {
    name: 'a blackhole is noticed by the heartbeat',
    options: { ...HEARTBEAT, reconnectDelay: retryAfter(LATER) },
    async run(cast) {
      await connected(cast);
      await receive(cast, 'before');
      await cast.world.act('websocket', { do: 'stall' });
      await cast.reporter.until('disconnected 1006 "Heartbeat timeout"');
      await cast.world.act('websocket', { do: 'restore' });
      await cast.reporter.until('connected', 2);
      await receive(cast, 'after');
    },
  },
  {
    name: 'a blackhole is noticed at once when the page is looked at',
    options: { heartbeatTimeout: 200, reconnectDelay: retryAfter(LATER) },
    async run(cast) {
      await connected(cast);
      await cast.world.act('websocket', { do: 'stall' });
      cast.world.page.focus();
      await cast.reporter.until('disconnected 1006 "Heartbeat timeout"');
      await cast.world.act('websocket', { do: 'restore' });
      await cast.reporter.until('connected', 2);
    },
  },
  {
    name: 'connecting into a blackhole takes as long as it may',
    options: { connectionTimeout: 250, reconnectDelay: retryAfter(LATER) },
    async run(cast) {
      await cast.world.act('websocket', { do: 'stall' });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('connect rejected: connection-timeout');
      await cast.world.act('websocket', { do: 'restore' });
      await cast.reporter.until('connected');
      await receive(cast, 'after');
    },
  },
];
