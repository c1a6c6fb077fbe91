import {
  answer,
  connected,
  countingTokens,
  LATER,
  noteWait,
  retryAfter,
  SOON,
  type PollingScene,
} from './polling-scene.js';

/** Servers that do not want, or cannot. */
export const troubleScenes: readonly PollingScene[] = [
  {
    name: 'Retry-After is obeyed',
    options: { reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      const headers = { 'retry-after': '1' };
      await cast.world.act('http', { do: 'refuse', status: 429, headers, times: 1 });
      await answer(cast, ['m1']);
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('state waiting');
      await noteWait(cast, 900, () => cast.reporter.until('message'));
    },
  },
  {
    name: 'a token that has expired is replaced',
    options: () => ({ token: tokenOnceStale(), reconnectDelay: retryAfter(SOON) }),
    async run(cast) {
      await cast.world.act('http', { do: 'refuse', status: 401, times: 1 });
      await answer(cast, ['m1']);
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('message');
    },
  },
  {
    name: 'whoever is refused twice stays out',
    options: () => ({ token: countingTokens(), reconnectDelay: retryAfter(SOON) }),
    async run(cast) {
      await cast.world.act('http', { do: 'refuse', status: 403 });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('reconnect-failed');
    },
  },
  {
    name: 'the client backs off while the server has troubles',
    options: { reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      await cast.world.act('http', { do: 'refuse', status: 500, times: 3 });
      await answer(cast, ['m1']);
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('message');
    },
  },
  {
    name: 'the line is cut, and a message was missed',
    options: { reconnectDelay: retryAfter(SOON, SOON, LATER) },
    async run(cast) {
      await answer(cast, ['m1']);
      await connected(cast);
      await cast.reporter.until('message');
      await cast.world.refuse('http', 'close-port');
      await cast.reporter.until('state waiting, attempt 3');
      await answer(cast, ['m1', 'm2']);
      await cast.world.act('http', { do: 'restore' });
      await cast.reporter.until('message', 2);
    },
  },
];

/** Makes tokens of which only the first is another: how many requests there are is left open. */
function tokenOnceStale(): () => string {
  const fresh = countingTokens();
  const stale = fresh();
  let asked = 0;
  return () => (asked++ === 0 ? stale : 'token');
}
