import { goesUnnoticed } from '../../deviations.js';
import { answer, connected, INTERVAL, note, type PollingScene } from './polling-scene.js';

/** What servers answer, and when they are asked. */
export const answerScenes: readonly PollingScene[] = [
  {
    name: 'what is known by its ETag is not sent again',
    async run(cast) {
      // Without an id, and another one each time: whatever is sent again is delivered again.
      const body = { type: 'note', payload: { n: '{{n}}' }, timestamp: 0 };
      await cast.world.act('http', { do: 'respond', body, headers: { etag: '"1"' } });
      await connected(cast);
      await cast.reporter.until('message');
      await cast.reporter.untilNoticed('request:GET /messages if-none-match="1"', 2);
      await answer(cast, ['m2'], { headers: { etag: '"2"' } });
      await cast.reporter.until('message', 2);
      await cast.reporter.untilNoticed('request:GET /messages if-none-match="2"');
    },
  },
  {
    name: 'what is known by its id is not delivered again',
    options: { afterParam: 'after' },
    async run(cast) {
      await answer(cast, ['m1', 'm2']);
      await connected(cast);
      await cast.reporter.until('message', 2);
      await answer(cast, ['m2', 'm3']);
      await cast.reporter.until('message', 3);
      await cast.reporter.untilNoticed('request:GET /messages?after=m3');
    },
  },
  {
    name: 'nobody asks while the page is hidden',
    async run(cast) {
      await answer(cast, ['m1']);
      await connected(cast);
      await cast.reporter.until('message');
      cast.world.page.hide();
      await cast.world.pass(INTERVAL * 3);
      const before = (await cast.world.noticed()).length;
      await answer(cast, ['m1', 'm2']);
      await cast.world.pass(INTERVAL * 5);
      const after = (await cast.world.noticed()).length;
      cast.reporter.note(`${after - before} requests while hidden`);
      cast.world.page.show();
      await cast.reporter.until('message', 2);
    },
  },
  {
    name: 'the client takes its request back, and the server notices',
    async run(cast) {
      await answer(cast, ['m1'], { delay: 60_000 });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.untilNoticed('request:');
      cast.client.disconnect();
      await cast.reporter.noteGone('/messages');
    },
    deviates: { network: goesUnnoticed },
  },
  {
    name: 'what is malformed is reported, and nothing else is lost',
    async run(cast) {
      await cast.world.act('http', { do: 'respond', body: '[{"type":', headers: { etag: '"1"' } });
      await connected(cast);
      await cast.reporter.until('error');
      const body = [{ payload: 1 }, note('m1'), 'three', note('m2')];
      await cast.world.act('http', { do: 'respond', body, headers: { etag: '"2"' } });
      await cast.reporter.until('message', 2);
      await cast.reporter.untilNoticed('request:GET /messages if-none-match="2"');
    },
  },
  {
    name: 'an answer that is too large is final',
    async run(cast) {
      await cast.world.act('http', { do: 'respond', body: 'x'.repeat(1_200_000) });
      cast.reporter.followConnect(cast.client.connect());
      await cast.reporter.until('reconnect-failed');
    },
  },
];
