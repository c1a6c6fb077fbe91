import { connected, receive, retryAfter, SOON, type SocketScene } from './socket-scene.js';

const closings = [
  { code: 1000, reason: 'Done' },
  { code: 1001, reason: 'Server restart' },
  { code: 1011, reason: 'Zeit für ☕' },
  { code: 4000, reason: '' },
];

/** A server that says goodbye, with and without a code. */
export const closingScenes: readonly SocketScene[] = [
  ...closings.map(({ code, reason }): SocketScene => ({
    name: `the server closes with ${code}`,
    options: { reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      await connected(cast);
      await cast.world.act('websocket', { do: 'close', code, reason });
      await cast.reporter.until(`disconnected ${code}`);
      if (code > 1001) await cast.reporter.until('connected', 2);
    },
  })),
  {
    name: 'the server closes without a code',
    options: { reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      await connected(cast);
      await cast.world.act('websocket', { do: 'close' });
      await cast.reporter.until('connected', 2);
      await receive(cast, 'after');
    },
  },
  {
    name: 'a policy that wants more than goodbyes',
    options: { reconnectDelay: retryAfter(SOON), shouldReconnect: ({ code }) => code === 1000 },
    async run(cast) {
      await connected(cast);
      await cast.world.act('websocket', { do: 'close', code: 1000 });
      await cast.reporter.until('connected', 2);
      await cast.world.act('websocket', { do: 'close', code: 4000 });
      await cast.reporter.until('disconnected 4000');
    },
  },
  {
    name: 'the client disconnects while it connects',
    async run(cast) {
      await cast.world.hang();
      cast.reporter.followConnect(cast.client.connect());
      cast.client.disconnect();
      await cast.reporter.until('connect rejected');
    },
  },
  {
    name: 'the client disconnects while it waits, and connects again',
    options: { reconnectDelay: retryAfter(60_000) },
    async run(cast) {
      await connected(cast);
      await cast.world.sever('end');
      await cast.reporter.until('disconnected');
      cast.client.disconnect();
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('connected', 2);
      await receive(cast, 'again');
    },
  },
];
