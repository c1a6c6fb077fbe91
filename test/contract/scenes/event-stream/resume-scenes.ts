import { lossLooksLikeEnd } from '../../deviations.js';
import { SSEClient } from '../../../../src/transports/sse-client.js';
import type { World } from '../../world.js';
import {
  connected,
  LATER,
  noteWait,
  receive,
  retryAfter,
  say,
  SOON,
  type StreamScene,
} from './stream-scene.js';

/** Long enough for a busy machine to send a comment in between. */
const STALL = 1000;

/** Streams that break off, and go on where they were. */
export const resumeScenes: readonly StreamScene[] = [
  ...(['reset', 'end'] as const).map((how): StreamScene => ({
    name: `after a cut by TCP ${how} nothing is lost or doubled`,
    deviates: { network: lossLooksLikeEnd },
    options: { reconnectDelay: retryAfter(LATER) },
    async run(cast) {
      await connected(cast);
      await receive(cast, 'e1');
      await cast.world.sever(how);
      await cast.reporter.until('disconnected');
      await say(cast, 'e2');
      await say(cast, 'e3');
      await cast.reporter.until('message {"type":"note","payload":{"id":"e3"}');
      await receive(cast, 'e4');
    },
  })),
  {
    name: 'a stream that the server has ended goes on after the last event',
    options: { reconnectDelay: retryAfter(LATER) },
    async run(cast) {
      await connected(cast);
      await receive(cast, 'ä1');
      await cast.world.act('sse', { do: 'close' });
      await cast.reporter.until('disconnected');
      await say(cast, 'ä2');
      await cast.reporter.until('message', 2);
    },
  },
  {
    name: 'the server is killed and comes back',
    deviates: { network: lossLooksLikeEnd },
    options: { reconnectDelay: retryAfter(SOON, SOON, LATER) },
    async run(cast) {
      await connected(cast);
      await receive(cast, 'e1');
      await cast.world.kill();
      await cast.reporter.until('state waiting, attempt 3');
      await cast.world.start();
      await cast.reporter.until('connected', 2);
      await receive(cast, 'e2');
    },
  },
  {
    name: 'comments are life, and silence is not',
    options: { stallTimeout: STALL, reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      await connected(cast);
      for (let count = 0; count < 4; count++) {
        await cast.world.pass(STALL * 0.4);
        await cast.world.act('sse', { do: 'comment', text: 'still here' });
      }
      cast.reporter.note('silence');
      await cast.reporter.until('connected', 2);
      await receive(cast, 'after');
    },
  },
  {
    name: 'a blackhole is noticed, and the stream replaced',
    options: { stallTimeout: 300, reconnectDelay: retryAfter(LATER) },
    async run(cast) {
      await connected(cast);
      await receive(cast, 'e1');
      await cast.world.act('sse', { do: 'stall' });
      await cast.reporter.until('disconnected 1006 "Stalled"');
      await say(cast, 'e2');
      await cast.world.act('sse', { do: 'restore' });
      await cast.reporter.until('message', 2);
      await receive(cast, 'e3');
    },
  },
  {
    name: 'the server says when to come back',
    deviates: { network: lossLooksLikeEnd },
    options: { reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      await connected(cast);
      await cast.world.act('sse', { do: 'event', event: 'note', data: {}, retry: 400, id: 'e1' });
      await cast.reporter.until('message');
      await cast.world.sever('end');
      await cast.reporter.until('disconnected');
      await noteWait(cast, 350, () => cast.reporter.until('connected', 2));
    },
  },
  {
    name: 'another client goes on after the last event that is kept',
    options: (world) => ({ lastEventIdKey: keyFor(world) }),
    async run(cast) {
      const { client, reporter, world } = cast;
      await connected(cast);
      await receive(cast, 'e1');
      client.disconnect();
      await say(cast, 'e2');
      const { runtime, urls } = world;
      const lastEventIdKey = keyFor(world);
      const next = new SSEClient(urls.sse, { runtime, lastEventIdKey });
      reporter.follow(next);
      reporter.followConnect(next.connect());
      await reporter.until('message', 2);
      next.disconnect();
      runtime.storage?.removeItem(lastEventIdKey);
    },
  },
];

/** Worlds may share what outlives a page. */
function keyFor({ urls }: World): string {
  return `last event of ${urls.sse}`;
}
