/** What is wrong, the source or a cue for it, and what the error says about it. */
export const badSources: ReadonlyArray<[string, object, object, string]> = [
  [
    'a socket address for events',
    { kind: 'sse', url: 'wss://stage.test/events' },
    {},
    'The URL\'s scheme must be "http" or "https", not "wss". Use an address such as "https://stage.test/api".',
  ],
  ['a pong over HTTP', { kind: 'sse', url: '/e', pong: true }, {}, '"pong" is not a field of it.'],
  [
    'a status that is none',
    { kind: 'http', url: '/a', status: 99 },
    {},
    '"status" is 99. It must be an HTTP status from 200 to 599.',
  ],
  [
    'a method in lower case',
    { kind: 'http', url: '/a', method: 'get' },
    {},
    '"method" is "get". It must be an HTTP method in upper case.',
  ],
  [
    'headers that are no texts',
    { kind: 'http', url: '/a', headers: { a: 1 } },
    {},
    '"headers" is {"a":1}. It must be an object of texts.',
  ],
  ['an event without data', { kind: 'sse', url: '/e' }, { do: 'event' }, '"data" is missing.'],
  [
    'an event id of two lines',
    { kind: 'sse', url: '/e' },
    { do: 'event', data: 1, id: 'a\nb' },
    '"id" is "a\\nb". It must be a text without line breaks.',
  ],
  [
    'a message in an event stream',
    { kind: 'sse', url: '/e' },
    { do: 'message', type: 't' },
    '"do" is "message". Use one of: event, comment, frame, close, drop, refuse, restore, stall.',
  ],
  [
    'an event in a socket',
    { kind: 'websocket', url: '/w' },
    { do: 'event', data: 1 },
    '"do" is "event".',
  ],
];
