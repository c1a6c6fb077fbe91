import {
  accept,
  closed,
  observe,
  opened,
  thrown,
  type WebSocketProbe,
  type WebSocketContext,
} from './probe.js';

const refuse = { on: 'connection', do: 'refuse' } as const;
const hang = { on: 'connection', do: 'hang' } as const;

export const openingProbes: readonly WebSocketProbe[] = [
  {
    name: 'a new socket is connecting and knows its URL',
    async run(context) {
      const { socket, events } = observe(context);
      const { readyState, protocol, extensions, binaryType, bufferedAmount } = socket;
      const url = socket.url === new URL(context.url).href;
      const early = [...events];
      return { url, readyState, protocol, extensions, binaryType, bufferedAmount, early };
    },
  },
  {
    name: 'opens once',
    run: async (context) => (await opened(context)).events,
  },
  {
    name: 'opens no earlier than in a later task',
    async run(context) {
      const { events } = observe(context);
      await Promise.resolve().then(() => Promise.resolve());
      return events;
    },
  },
  {
    name: 'a refused connection errs, then closes with 1006',
    farEnd: [refuse],
    run: async (context) => closed(context, observe(context)),
  },
  {
    name: 'a connection lost in the handshake errs, then closes with 1006',
    farEnd: [{ on: 'connection', do: 'drop' }],
    run: async (context) => closed(context, observe(context)),
  },
  {
    name: 'a handshake without an answer keeps connecting',
    farEnd: [hang],
    async run(context) {
      const { socket, events } = observe(context);
      await context.until(() => false);
      return { events, readyState: socket.readyState };
    },
  },
  {
    name: 'http and https become ws and wss',
    farEnd: [hang],
    run: async (context) => [
      urlOf(context, 'http://a.test/x?y'),
      urlOf(context, 'https://a.test/'),
    ],
  },
  {
    name: 'relative URLs resolve against the page',
    farEnd: [hang],
    async run(context) {
      const expected = new URL('/feed?x=1', context.baseUrl).href.replace(/^http/, 'ws');
      return urlOf(context, '/feed?x=1') === expected;
    },
  },
  {
    name: 'URLs are normalised',
    farEnd: [hang],
    run: async (context) =>
      ['WS://A.TEST', 'ws://a.test:80/', 'wss://a.test:443/x', 'wss://a.test/a/../b c?d e'].map(
        (url) => urlOf(context, url),
      ),
  },
  {
    name: 'a URL object is as good as its text',
    farEnd: [hang],
    run: async (context) => urlOf(context, new URL('wss://a.test/url')),
  },
  {
    name: 'bad URLs are syntax errors',
    run: async (context) =>
      [
        'ws://a.test/#b',
        'ws://a.test/#',
        'ftp://a.test/',
        'mailto:a@a.test',
        'ws://',
        'about:blank',
        'data:,x',
      ].map((url) => thrown(() => urlOf(context, url))),
  },
  {
    name: 'the constructor needs new and an argument',
    async run({ WebSocket }) {
      const bare = WebSocket as unknown as (...args: unknown[]) => unknown;
      const empty = WebSocket as unknown as new () => unknown;
      return [thrown(() => bare('ws://a.test/')), thrown(() => new empty())];
    },
  },
  {
    name: 'bad subprotocols are syntax errors',
    farEnd: [hang],
    run: async ({ WebSocket, url }) =>
      [
        '',
        'a b',
        'a,b',
        'ä',
        'a/b',
        'a"b',
        'a@b',
        '\u007f',
        '{a}',
        ['a', 'a'],
        ['a', 'b', 'a'],
      ].map((protocols) => thrown(() => new WebSocket(url, protocols))),
  },
  {
    name: 'odd but valid subprotocols pass',
    farEnd: [hang],
    run: async ({ WebSocket, url }) =>
      ["!#$%&'*+-.^_`|~", [], ['a', 'A'], ['a.b', 'b.c']].map((protocols) =>
        thrown(() => new WebSocket(url, protocols).close()),
      ),
  },
  {
    name: 'the server chooses a subprotocol',
    farEnd: [{ ...accept, protocol: 'b' }],
    async run(context) {
      const { socket, events } = await opened(context, ['a', 'b']);
      return { protocol: socket.protocol, events };
    },
  },
  {
    name: 'a single subprotocol may be a plain text',
    farEnd: [{ ...accept, protocol: 'a' }],
    run: async (context) => (await opened(context, 'a')).socket.protocol,
  },
  {
    name: 'a subprotocol that was not offered fails the connection',
    farEnd: [{ ...accept, protocol: 'c' }],
    run: async (context) => closed(context, observe(context, ['a', 'b'])),
  },
  {
    name: 'a subprotocol fails the connection when none was offered',
    farEnd: [{ ...accept, protocol: 'c' }],
    run: async (context) => closed(context, observe(context)),
  },
  {
    name: 'choosing no subprotocol fails the connection when some were offered',
    farEnd: [{ ...accept, protocol: '' }],
    run: async (context) => closed(context, observe(context, ['a', 'b'])),
  },
];

function urlOf({ WebSocket }: WebSocketContext, url: string | URL): string {
  const socket = new WebSocket(url);
  socket.close();
  return socket.url;
}
