import {
  connected,
  countingTokens,
  receive,
  retryAfter,
  SOON,
  type SocketScene,
} from './socket-scene.js';

/** Who the client says it is, and which language it offers. */
export const tokenScenes: readonly SocketScene[] = [
  {
    name: 'a token per attempt goes into the query, which is kept',
    query: '?room=1&room=2',
    options: () => ({ token: countingTokens(), reconnectDelay: retryAfter(SOON) }),
    async run(cast) {
      await connected(cast);
      await cast.world.sever('end');
      await cast.reporter.until('connected', 2);
    },
  },
  {
    name: 'a token goes into the subprotocols, and the server chooses',
    options: { token: 'secret', tokenIn: 'protocol', tokenName: 'bearer', protocols: ['v2', 'v1'] },
    async run(cast) {
      await cast.world.choose('bearer');
      await connected(cast);
      await receive(cast, 'after');
    },
  },
  {
    name: 'a token goes first as a message',
    options: { token: 'secret', tokenIn: 'message' },
    async run(cast) {
      cast.client.send('early', { n: 1 });
      await connected(cast);
      await receive(cast, 'after');
    },
  },
  {
    name: 'a token that cannot be had is an error, and the next attempt asks again',
    options: {
      token: () => Promise.reject(new Error('Nobody is signed in')),
      reconnectDelay: retryAfter(SOON),
      maxReconnectAttempts: 2,
    },
    async run(cast) {
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('reconnect-failed');
    },
  },
  {
    name: 'a subprotocol is agreed on',
    options: { protocols: ['tally.v2', 'tally.v1'] },
    async run(cast) {
      await cast.world.choose('tally.v1');
      await connected(cast);
      await receive(cast, 'after');
    },
  },
  {
    name: 'a subprotocol that was not offered fails every attempt',
    options: { protocols: ['tally.v2'], reconnectDelay: retryAfter(SOON), maxReconnectAttempts: 1 },
    async run(cast) {
      await cast.world.choose('tally.v3');
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('reconnect-failed');
    },
  },
];
