import type { StandardSchema } from '../../../../src/core/standard-schema.js';
import { connected, receive, retryAfter, SOON, type StreamScene } from './stream-scene.js';

const LONG = 1_200_000;

/** Lets nothing but objects through. */
const objects: StandardSchema = {
  '~standard': {
    version: 1,
    vendor: 'contract',
    validate: (value) =>
      typeof value === 'object' ? { value } : { issues: [{ message: 'It is no object.' }] },
  },
};

/** What an event stream brings. */
export const eventScenes: readonly StreamScene[] = [
  {
    name: 'named events arrive by name, others as message, JSON or not',
    async run(cast) {
      await connected(cast);
      const { world } = cast;
      await world.act('sse', { do: 'event', event: 'tick', data: { text: 'ä☕😀' }, id: 'ü1' });
      await world.act('sse', { do: 'event', data: 'two\nlines' });
      await world.act('sse', { do: 'event', event: 'list', data: [1, null, 'three'] });
      await world.act('sse', { do: 'frame', data: 'event: raw\r\ndata: 7\r\n\r\n' });
      await world.act('sse', { do: 'frame', data: 'ZGF0YTogYnl0ZXMKCg==', encoding: 'base64' });
      await cast.reporter.until('message', 5);
      cast.reporter.note(`last event ${cast.client.lastEventId}`);
    },
  },
  {
    name: 'connects once however often it is asked',
    async run(cast) {
      cast.reporter.followConnect(cast.client.connect());
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('connect resolved', 2);
      await connected(cast);
      await receive(cast, 'after');
    },
  },
  {
    name: 'an event that is too large is reported, and the next one arrives',
    async run(cast) {
      await connected(cast);
      await cast.world.act('sse', { do: 'event', data: 'x'.repeat(LONG), id: 'large' });
      await receive(cast, 'after');
      cast.reporter.note(`last event ${cast.client.lastEventId}`);
    },
  },
  {
    name: 'a payload that is malformed is invalid, and the next one arrives',
    options: { schemas: { note: objects } },
    async run(cast) {
      await connected(cast);
      await receive(cast, 'before');
      await cast.world.act('sse', { do: 'event', event: 'note', data: '{"id":', id: 'broken' });
      await receive(cast, 'after');
      await cast.reporter.until('invalid');
    },
  },
  {
    name: 'lifecycle names from the server are only messages',
    async run(cast) {
      await connected(cast);
      for (const event of ['connected', 'disconnected', 'error', 'reconnect-failed', '*']) {
        await cast.world.act('sse', { do: 'event', event, data: { code: 1000 } });
      }
      await receive(cast, 'after');
    },
  },
  {
    name: 'the client closes the stream, and the server notices',
    async run(cast) {
      await connected(cast);
      await receive(cast, 'before');
      cast.client.disconnect();
      await cast.reporter.noteGone('/events');
    },
  },
  {
    name: 'leaving an iteration closes the stream, and the server notices',
    async run(cast) {
      const words = (async (): Promise<void> => {
        for await (const { payload } of cast.client.messages('note')) {
          cast.reporter.note(`iterated ${JSON.stringify(payload)}`);
          break;
        }
      })();
      await cast.reporter.until('connected');
      await receive(cast, 'before');
      await words;
      await cast.reporter.noteGone('/events');
    },
  },
  {
    name: 'a stream that was asked for with POST is not asked for again by itself',
    options: { body: '{"room":1}', reconnectDelay: retryAfter(SOON) },
    async run(cast) {
      await connected(cast);
      await receive(cast, 'before');
      await cast.world.sever('end');
      await cast.reporter.until('reconnect-failed');
      await cast.world.pass(SOON * 4);
    },
  },
];
