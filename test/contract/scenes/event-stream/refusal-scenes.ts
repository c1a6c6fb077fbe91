import { lossLooksLikeEnd } from '../../deviations.js';
import {
  connected,
  countingTokens,
  LATER,
  noteWait,
  receive,
  retryAfter,
  SOON,
  type StreamScene,
} from './stream-scene.js';

/** Servers that do not want, or cannot. */
export const refusalScenes: readonly StreamScene[] = [
  {
    name: 'Retry-After is obeyed',
    options: { reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      const headers = { 'retry-after': '1' };
      await cast.world.act('sse', { do: 'refuse', status: 503, headers, times: 1 });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('state waiting');
      await noteWait(cast, 900, () => cast.reporter.until('connected'));
      await receive(cast, 'after');
    },
  },
  {
    name: 'status 204 ends it',
    deviates: { network: lossLooksLikeEnd },
    options: { reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      await connected(cast);
      await cast.world.act('sse', { do: 'refuse', status: 204 });
      await cast.world.sever('end');
      await cast.reporter.until('state closed');
      await cast.world.pass(SOON * 4);
    },
  },
  {
    name: 'a token that has expired is replaced at once',
    options: () => ({ token: countingTokens(), reconnectDelay: retryAfter(LATER) }),
    async run(cast) {
      await cast.world.act('sse', { do: 'refuse', status: 401, times: 1 });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('connected');
      await receive(cast, 'after');
    },
  },
  {
    name: 'whoever is refused twice stays out',
    options: () => ({ token: countingTokens(), tokenIn: 'query', tokenName: 'key' }),
    async run(cast) {
      await cast.world.act('sse', { do: 'refuse', status: 403 });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('reconnect-failed');
    },
  },
  {
    name: 'the client backs off while the server has troubles',
    options: { reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      await cast.world.act('sse', { do: 'refuse', status: 503, times: 3 });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('connected');
      await receive(cast, 'after');
    },
  },
  {
    name: 'status 404 is final',
    async run(cast) {
      await cast.world.act('sse', { do: 'refuse', status: 404 });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('reconnect-failed');
    },
  },
  ...(['close-port', 'slam'] as const).map((how): StreamScene => ({
    name: `connections are refused (${how}), then accepted`,
    options: { reconnectDelay: retryAfter(SOON, SOON, LATER) },
    async run(cast) {
      await cast.world.refuse('sse', how);
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('state waiting, attempt 3');
      await cast.world.act('sse', { do: 'restore' });
      await cast.reporter.until('connected');
      await receive(cast, 'after');
    },
  })),
  {
    name: 'the client gives up after its last attempt',
    options: { reconnectDelay: retryAfter(SOON), maxReconnectAttempts: 2 },
    async run(cast) {
      await cast.world.refuse('sse', 'close-port');
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('reconnect-failed');
    },
  },
  {
    name: 'connecting into a blackhole takes as long as it may',
    options: { connectionTimeout: 250, reconnectDelay: retryAfter(LATER) },
    async run(cast) {
      await cast.world.act('sse', { do: 'stall' });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('connect rejected: connection-timeout');
      await cast.world.act('sse', { do: 'restore' });
      await cast.reporter.until('connected');
      await receive(cast, 'after');
    },
  },
];
