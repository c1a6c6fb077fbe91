import { ended, living, resuming, soon, stream, type EventStreamProbe } from './probe.js';

/** At what time a second request comes, at least, in ms. */
const WAIT = 120;

/** When and how a stream is asked for again. [HTML: 9.2.3 Processing model] */
export const resumingProbes: readonly EventStreamProbe[] = [
  resuming('the server learns the id of the last event', [
    'id: 1\ndata: a\n\nid: 2\ndata: b\n\n',
    '',
  ]),
  resuming('ids travel as UTF-8', ['id: é🎬\ndata: a\n\n', '']),
  resuming('an id outlives streams without one', ['id: 1\ndata: a\n\n', 'data: b\n\n', '', '']),
  resuming('an empty id takes the place away', ['id: 1\ndata: a\n\n', 'id\ndata: b\n\n', '']),
  resuming('an id without data is a place', ['id: 1\n\n', 'id: 2\ndata\n\n', '']),
  resuming('an empty id without data takes the place away', ['id: 1\ndata: a\n\n', 'id:\n\n', '']),
  resuming('an id whose event never ended is no place', ['id: 1\ndata: a\n\nid: 2\ndata: b\n', '']),
  resuming('an id whose line never ended is no place', ['id: 1\n\nid: 22', '']),
  resuming('a null does not change the place', ['id: 1\ndata: a\n\nid: \0\ndata: b\n\n', '']),
  resuming('a place survives lines that are lost', [
    'id: 1\ndata: a\n\nid: 2\ndata: b',
    { end: 'refuse' },
    { end: 'refuse' },
    '',
  ]),
  living('events without an id keep the last one after coming back', [
    soon,
    stream('id: 1\ndata: a\n\n'),
    stream('data: b\n\nid: 2\ndata: c\n\n'),
    stream('data: d\n\n'),
  ]),
  living('half an event is not completed by the next stream', [
    soon,
    stream('data: a\nevent: tick\n'),
    stream('data: b\n\n'),
    stream('da'),
    stream('ta: c\n\n\ndata: d\n\n'),
  ]),
  living('a byte order mark is skipped at every start', [
    soon,
    stream('\uFEFFdata: a\n\n'),
    stream('\uFEFFdata: b\n\n'),
  ]),
  living('half a letter is not completed by the next stream', [
    soon,
    stream(new TextEncoder().encode('data: a\n\ndata: é').slice(0, -1)),
    stream('data: b\n\n'),
  ]),

  waiting('retry says how long to wait', [`retry: ${WAIT}\n\n`]),
  waiting('retry counts without an end of its event', [`retry: ${WAIT}\n`]),
  waiting('the last retry counts', [`retry: 60000\nretry: ${WAIT}\ndata: a\n\n`]),
  waiting('retry stays for later streams', [`retry: ${WAIT}\n\n`, 'data: a\n\n'], [0, 1]),
  waiting('a later stream may change retry', ['retry: 1\n\n', `retry: ${WAIT}\n\n`], [1]),
  waiting('a retry that is no whole number changes nothing', [
    `retry: ${WAIT}\n\nretry: 1x\n\nretry: -1\nretry: 0.5\nretry: +1\nretry: 1e0\nretry: ٣\nretry: 0x1\n\n`,
  ]),
  waiting('spaces are no digits', [`retry:${WAIT}\n\nretry:  1\nretry: 1 \n\n`]),
  waiting('leading zeros are digits', [`retry: 000${WAIT}\n\n`]),
  {
    name: 'the first request has no last id',
    answers: [soon],
    async run(context) {
      await ended(context);
      const [first] = await context.asked();
      return { ...first, at: 0 };
    },
  },
];

/**
 * Whether the server is left in peace for the time after the streams of these places. That a request
 * comes soon can't be asked: a busy machine takes its time.
 */
function waiting(name: string, bodies: readonly string[], places = [0]): EventStreamProbe {
  return {
    name,
    answers: [...bodies, 'retry: 1\n\n'].map((body) => stream(body)),
    async run(context) {
      await ended(context);
      const times = (await context.asked()).map(({ at }) => at);
      return places.map((place) => times[place + 1]! - times[place]! > WAIT - 1);
    },
  };
}
