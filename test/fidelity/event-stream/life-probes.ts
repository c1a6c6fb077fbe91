import { failing, living, soon, stream, TYPES, type EventStreamProbe } from './probe.js';

const TYPE = 'text/event-stream';
const lively = stream('data: a\n\n', { end: 'hang' });

/** How streams open, end and fail. [HTML: 9.2.2 and 9.2.3] */
export const lifeProbes: readonly EventStreamProbe[] = [
  living('a stream that ends is asked for again, until there is no more', [
    soon,
    stream('data: a\n\n'),
    stream('data: b\n\n'),
  ]),
  {
    name: 'a stream that is lost is asked for again, and half an event is lost with it',
    answers: [soon, stream('data: a\n\ndata: b\n', { end: 'hang' }), stream('\ndata: c\n\n')],
    async run(context) {
      const observed = context.observe(TYPES);
      await context.until(() => observed.events.length >= 4);
      await context.sever();
      await context.until(() => observed.readyState === 2);
      return observed.events;
    },
  },
  living('a stream that nobody answers is asked for again', [
    soon,
    { end: 'refuse' },
    { end: 'refuse' },
    stream('data: a\n\n'),
  ]),
  living('status 204 ends a stream before it began', [{ status: 204 }, soon]),
  ...[201, 206, 400, 401, 403, 404, 410].map((status) => failing(`status ${status}`, { status })),
  failing('status 404 when it comes back', { status: 404 }, [soon]),
  ...['text/plain', 'application/json', 'text/event-streams', 'text/event-stream-x', '', ' '].map(
    (type) => failing(`the content type "${type}"`, typed(type)),
  ),
  failing('no content type', stream('data: a\n\n', { headers: {} })),
  failing('another content type when it comes back', typed('text/html'), [soon]),
  ...[
    `${TYPE};charset=utf-8`,
    `${TYPE}; charset="UTF-8"`,
    'TEXT/Event-Stream',
    `${TYPE};`,
    `${TYPE} ; x=y`,
  ].map((type) =>
    living(`the content type "${type}" will do`, [typed(type, 'retry: 1\n\ndata: a\n\n')]),
  ),
  {
    name: 'a stream is connecting at first and opens before anything comes',
    answers: [stream('', { end: 'hang' })],
    async run(context) {
      const observed = context.observe(TYPES);
      const early = [observed.readyState, ...observed.events];
      await context.until(() => observed.readyState !== 0);
      return { early, events: [...observed.events], closed: closing(observed) };
    },
  },
  {
    name: 'events come before the stream ends',
    answers: [stream('data: a\n\nevent: tick\ndata: b\n\ndata: c\n', { end: 'hang' })],
    async run(context) {
      const observed = context.observe(TYPES);
      await context.until(() => observed.events.length >= 3);
      return [...observed.events, closing(observed)];
    },
  },
  {
    name: 'nothing comes after close, and nothing is asked for',
    answers: [lively, lively],
    async run(context) {
      const observed = context.observe(TYPES);
      await context.until(() => observed.events.length >= 2);
      observed.close();
      observed.close();
      await context.pause();
      return { events: observed.events, asked: (await context.asked()).length };
    },
  },
  {
    name: 'nothing comes after close within an event',
    answers: [stream('data: a\n\ndata: b\n\ndata: c\n\n')],
    async run(context) {
      const observed = context.observe(TYPES, (own) => own.close());
      await context.pause();
      return { events: observed.events, asked: (await context.asked()).length };
    },
  },
  {
    name: 'close before an answer is the end',
    answers: [lively],
    async run(context) {
      const observed = context.observe(TYPES);
      observed.close();
      const { readyState } = observed;
      await context.pause();
      return { events: observed.events, readyState };
    },
  },
  {
    name: 'close while waiting is the end',
    answers: [stream('retry: 100\n\n'), lively],
    async run(context) {
      const observed = context.observe(TYPES);
      await context.until(() => observed.events.length >= 2);
      observed.close();
      await context.pause();
      return { events: observed.events, asked: (await context.asked()).length };
    },
  },
];

function typed(type: string, body = 'data: a\n\n'): ReturnType<typeof stream> {
  return stream(body, { headers: { 'content-type': type } });
}

function closing(observed: { close(): void; readonly readyState: number }): number {
  observed.close();
  return observed.readyState;
}
