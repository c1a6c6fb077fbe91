import { accept, closed, observe, opened, thrown, type WebSocketProbe } from './probe.js';

const echo = [accept, { on: 'message', do: 'echo' }] as const;
const sendBinary = { on: 'open', do: 'send', data: '00ff10', binary: true } as const;

export const messageProbes: readonly WebSocketProbe[] = [
  {
    name: 'sending while connecting is an invalid state',
    async run(context) {
      const { socket } = observe(context);
      const bare = socket as unknown as { send(): void };
      return [thrown(() => socket.send('x')), thrown(() => bare.send()), socket.bufferedAmount];
    },
  },
  {
    name: 'texts go there and back',
    farEnd: echo,
    async run(context) {
      const observed = await opened(context);
      for (const text of ['hello', '', 'ä☕😀', '\ufeffbom', 'a\u0000b'])
        observed.socket.send(text);
      await context.until(() => observed.events.length === 6);
      return observed.events;
    },
  },
  {
    name: 'lone surrogates in a text are replaced',
    farEnd: echo,
    async run(context) {
      const observed = await opened(context);
      observed.socket.send('a\ud800b\udc00');
      await context.until(() => observed.saw('message'));
      return observed.events;
    },
  },
  {
    name: 'whatever is no binary becomes text',
    async run(context) {
      const { socket } = await opened(context);
      const values: unknown[] = [1, null, undefined, true, [1, 2], { toString: () => 'own' }];
      for (const value of values) socket.send(value as string);
      return receivedAfter(context, values.length);
    },
  },
  {
    name: 'binaries arrive as bytes and in order, blobs included',
    async run(context) {
      const { socket } = await opened(context);
      const bytes = new Uint8Array([1, 2, 3, 4]);
      socket.send(new Blob([bytes, 'blob']));
      socket.send('between');
      socket.send(bytes.buffer);
      socket.send(bytes.subarray(1, 3));
      socket.send(new DataView(bytes.buffer, 3));
      socket.send(new ArrayBuffer(0));
      return receivedAfter(context, 6);
    },
  },
  {
    name: 'bytes are taken at the time of sending',
    async run(context) {
      const { socket } = await opened(context);
      const bytes = new Uint8Array([1, 2]);
      socket.send(bytes);
      bytes[0] = 9;
      return receivedAfter(context, 1);
    },
  },
  {
    name: 'the buffered amount counts bytes until they have left',
    async run(context) {
      const { socket } = await opened(context);
      const amounts: number[] = [];
      for (const data of ['abc', 'ä☕😀', '\ud800', new Uint8Array(5), new Blob(['1234567'])]) {
        socket.send(data);
        amounts.push(socket.bufferedAmount);
      }
      await Promise.resolve();
      amounts.push(socket.bufferedAmount);
      await receivedAfter(context, 5);
      return [...amounts, socket.bufferedAmount];
    },
  },
  {
    name: 'sending after close is silent and only counts',
    async run(context) {
      const observed = await opened(context);
      const { socket } = observed;
      socket.close();
      socket.send('four');
      const amounts = [socket.bufferedAmount];
      await closed(context, observed);
      amounts.push(socket.bufferedAmount);
      socket.send('ä');
      await context.until(() => true);
      return { amounts: [...amounts, socket.bufferedAmount], received: await context.received() };
    },
  },
  {
    name: 'binaries are blobs by default',
    farEnd: [accept, sendBinary],
    async run(context) {
      const data = await firstData(context, () => undefined);
      if (!(data instanceof Blob)) return typeof data;
      return { size: data.size, type: data.type, hex: hex(await data.arrayBuffer()) };
    },
  },
  {
    name: 'binaries are array buffers on demand',
    farEnd: [accept, sendBinary],
    async run(context) {
      const data = await firstData(context, (socket) => (socket.binaryType = 'arraybuffer'));
      return data instanceof ArrayBuffer ? hex(data) : typeof data;
    },
  },
  {
    name: 'other binary types are ignored',
    async run(context) {
      const { socket } = observe(context);
      return ['arraybuffer', 'nonsense', 'Blob', '', 'blob'].map((type) => {
        socket.binaryType = type as BinaryType;
        return socket.binaryType;
      });
    },
  },
  {
    name: 'many messages keep their order',
    farEnd: [
      accept,
      ...Array.from(
        { length: 50 },
        (_, n) => ({ on: 'open', do: 'send', data: String(n) }) as const,
      ),
    ],
    async run(context) {
      const observed = observe(context);
      await context.until(() => observed.events.length === 51);
      return observed.events.slice(1).map((event) => Number(event.split(' ')[1]));
    },
  },
  {
    name: 'every message is a task of its own',
    farEnd: [
      accept,
      { on: 'open', do: 'send', data: 'one' },
      { on: 'open', do: 'send', data: 'two' },
    ],
    async run(context) {
      const { socket } = observe(context);
      const steps: string[] = [];
      socket.addEventListener('message', ({ data }) => {
        steps.push(`event ${String(data)}`);
        queueMicrotask(() => steps.push(`microtask ${String(data)}`));
      });
      await context.until(() => steps.length === 4);
      return steps;
    },
  },
  {
    name: 'events have the classes and attributes of the platform',
    farEnd: [
      accept,
      { on: 'open', do: 'send', data: 'x' },
      { on: 'open', do: 'close', code: 1000 },
    ],
    async run(context) {
      const observed = observe(context);
      const seen: string[] = [];
      for (const type of ['open', 'message', 'close']) {
        observed.socket.addEventListener(type, (event) => {
          const own = event.target === observed.socket && event.currentTarget === observed.socket;
          const flags = [event.bubbles, event.cancelable, event.composed, event.eventPhase, own];
          seen.push(`${event.constructor.name} ${event.type} ${flags.join(' ')}`);
        });
      }
      await closed(context, observed);
      return seen;
    },
  },
  {
    name: 'a message names its origin',
    farEnd: [accept, { on: 'open', do: 'send', data: 'x' }],
    async run(context) {
      const { socket } = observe(context);
      let event: MessageEvent | undefined;
      socket.onmessage = (message) => (event = message);
      await context.until(() => event !== undefined);
      return {
        origin: event?.origin === new URL(context.url).origin,
        lastEventId: event?.lastEventId ?? null,
        source: event?.source === null,
        ports: event?.ports.length ?? null,
      };
    },
  },
];

type Context = Parameters<WebSocketProbe['run']>[0];

async function receivedAfter(context: Context, count: number): Promise<readonly string[]> {
  for (let tries = 0; tries < 50; tries++) {
    await context.until(() => true);
    if ((await context.received()).length >= count) break;
  }
  return context.received();
}

async function firstData(context: Context, prepare: (socket: WebSocket) => void): Promise<unknown> {
  const { socket } = observe(context);
  prepare(socket);
  const received: unknown[] = [];
  socket.onmessage = ({ data }) => received.push(data);
  await context.until(() => received.length > 0);
  return received[0];
}

function hex(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
