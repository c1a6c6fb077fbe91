import {
  connected,
  LATER,
  receive,
  retryAfter,
  send,
  SOON,
  type Cast,
  type SocketScene,
} from './socket-scene.js';

/** What comes in and what goes out. */
export const messageScenes: readonly SocketScene[] = [
  {
    name: 'connects once however often it is asked, and receives',
    async run(cast) {
      cast.reporter.followConnect(cast.client.connect());
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('connect resolved', 2);
      await connected(cast);
      await cast.world.act('websocket', {
        do: 'message',
        type: 'note',
        payload: { text: 'ä☕😀' },
        seq: 1,
      });
      await cast.world.act('websocket', { do: 'message', type: 'plain' });
      await cast.reporter.until('message', 2);
    },
  },
  {
    name: 'duplicates are dropped, after a reconnect too',
    options: { reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      await connected(cast);
      await receive(cast, 'one');
      await receive(cast, 'one');
      await cast.world.sever('end');
      await cast.reporter.until('connected', 2);
      await cast.world.act('websocket', {
        do: 'message',
        type: 'note',
        payload: { id: 'one' },
        id: 'one',
      });
      await receive(cast, 'two');
    },
  },
  {
    name: 'malformed frames are reported and harm nothing',
    options: { maxFrameSize: 200 },
    async run(cast) {
      await connected(cast);
      const frames = ['{"type":', '', 'null', '[1,2]', '{"payload":{}}', '{"type":5}'];
      for (const data of [...frames, `"${'long '.repeat(50)}"`]) {
        await cast.world.act('websocket', { do: 'frame', data });
      }
      await cast.world.act('websocket', { do: 'frame', data: 'AAEC/w==', encoding: 'base64' });
      await receive(cast, 'after');
    },
  },
  {
    name: 'lifecycle names from the server are only messages',
    async run(cast) {
      await connected(cast);
      for (const type of ['connected', 'disconnected', 'error', 'reconnect-failed', '*']) {
        await cast.world.act('websocket', {
          do: 'message',
          type,
          payload: { code: 1000, reason: 'spoofed' },
        });
      }
      await receive(cast, 'after');
    },
  },
  {
    name: 'what waited while the line was down is delivered once',
    options: { reconnectDelay: retryAfter(SOON, LATER) },
    async run(cast) {
      await connected(cast);
      await cast.world.kill();
      await cast.reporter.until('state waiting, attempt 2');
      for (const n of [1, 2, 3]) send(cast, `edit-${n}`, { n });
      await cast.world.start();
      await cast.reporter.until('connected', 2);
      await delivered(cast, 'edit-', 3);
    },
  },
  {
    name: 'without a queue messages fail at once',
    options: { queue: false },
    async run(cast) {
      send(cast, 'early');
      await cast.reporter.until('early failed');
      await connected(cast);
      send(cast, 'timely', { n: 1 });
      await delivered(cast, 'timely', 1);
    },
  },
  {
    name: 'the outbox drops the oldest when it is full',
    options: { queue: { maxCount: 2 } },
    async run(cast) {
      for (const n of [1, 2, 3]) send(cast, `edit-${n}`, { n });
      await cast.reporter.until('edit-1 failed');
      await connected(cast);
      await delivered(cast, 'edit-', 3);
    },
  },
  {
    name: 'a message that a blackhole swallowed is said to be lost',
    options: { heartbeatTimeout: 200, reconnectDelay: retryAfter(LATER) },
    async run(cast) {
      await connected(cast);
      await cast.world.act('websocket', { do: 'stall' });
      send(cast, 'lost', { n: 1 });
      cast.world.page.focus();
      await cast.reporter.until('lost failed');
    },
  },
];

/** Makes the client ask for a sign of life, which proves what has arrived before. */
async function delivered(cast: Cast, start: string, times: number): Promise<void> {
  cast.world.page.focus();
  await cast.reporter.until(start, times);
}
