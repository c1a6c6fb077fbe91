import { accept, closed, observe, opened, thrown, type WebSocketProbe } from './probe.js';

export const closingProbes: readonly WebSocketProbe[] = [
  {
    name: 'close without a code is clean and says 1005 to both',
    async run(context) {
      const observed = await opened(context);
      observed.socket.close();
      return { events: await closed(context, observed), received: await context.received() };
    },
  },
  {
    name: 'close with code and reason is clean and says the same to both',
    async run(context) {
      const observed = await opened(context);
      observed.socket.close(3001, 'x');
      return { events: await closed(context, observed), received: await context.received() };
    },
  },
  {
    name: 'close with 1000 and no reason',
    async run(context) {
      const observed = await opened(context);
      observed.socket.close(1000);
      return closed(context, observed);
    },
  },
  {
    name: 'close is closing at once and closed later',
    async run(context) {
      const { socket, events } = await opened(context);
      socket.close();
      const states = [socket.readyState];
      await Promise.resolve();
      states.push(socket.readyState);
      await context.until(() => socket.readyState === 3);
      return { states, events };
    },
  },
  {
    name: 'close codes are checked after conversion',
    async run(context) {
      const { socket } = observe(context);
      const codes: unknown[] = [
        0,
        999,
        1001,
        1005,
        2999,
        5000,
        65536 + 1000,
        -1,
        NaN,
        null,
        'x',
        {},
        2999.4,
      ];
      return codes.map((code) => thrown(() => socket.close(code as number)));
    },
  },
  {
    name: 'unusual valid close codes pass',
    async run(context) {
      const codes: unknown[] = [1000, 3000, 4999, '3000', 3000.4, 4999.4, undefined];
      return codes.map((code) => thrown(() => observe(context).socket.close(code as number)));
    },
  },
  {
    name: 'a reason of 123 bytes passes and one of 124 does not',
    async run(context) {
      const reasons = ['a'.repeat(123), 'a'.repeat(124), 'ä'.repeat(61), 'ä'.repeat(62)];
      return reasons.map((reason) => thrown(() => observe(context).socket.close(1000, reason)));
    },
  },
  {
    name: 'arguments are checked even when closed',
    farEnd: [{ on: 'connection', do: 'refuse' }],
    async run(context) {
      const observed = observe(context);
      await closed(context, observed);
      return [thrown(() => observed.socket.close(5)), thrown(() => observed.socket.close())];
    },
  },
  {
    name: 'lone surrogates in a reason are replaced',
    async run(context) {
      const observed = await opened(context);
      observed.socket.close(1000, 'a\ud800b');
      return closed(context, observed);
    },
  },
  {
    name: 'closing while connecting errs, then closes with 1006',
    async run(context) {
      const observed = observe(context);
      observed.socket.close();
      const early = [...observed.events, observed.socket.readyState];
      return { early, events: await closed(context, observed) };
    },
  },
  {
    name: 'closing while a handshake hangs closes all the same',
    farEnd: [{ on: 'connection', do: 'hang' }],
    async run(context) {
      const observed = observe(context);
      await Promise.resolve();
      observed.socket.close(3002, 'gone');
      return closed(context, observed);
    },
  },
  {
    name: 'closing twice changes nothing',
    async run(context) {
      const observed = await opened(context);
      observed.socket.close(3001, 'first');
      observed.socket.close(3002, 'second');
      const events = await closed(context, observed);
      observed.socket.close();
      await context.until(() => true);
      return events;
    },
  },
  {
    name: 'a server closes with code and reason',
    farEnd: [accept, { on: 'open', do: 'close', code: 1001, reason: 'Zeit für ☕' }],
    run: async (context) => closed(context, observe(context)),
  },
  {
    name: 'a server closes without a code',
    farEnd: [accept, { on: 'open', do: 'close' }],
    run: async (context) => closed(context, observe(context)),
  },
  {
    name: 'a server sees its own code echoed',
    farEnd: [accept, { on: 'open', do: 'close', code: 4000 }],
    async run(context) {
      return {
        events: await closed(context, observe(context)),
        received: await context.received(),
      };
    },
  },
  {
    name: 'a dropped connection closes with 1006 and no error',
    farEnd: [accept, { on: 'message', do: 'drop' }],
    async run(context) {
      const observed = await opened(context);
      observed.socket.send('drop me');
      return closed(context, observed);
    },
  },
  {
    name: 'what was sent before a server closed arrives first',
    farEnd: [
      accept,
      { on: 'open', do: 'send', data: 'one' },
      { on: 'open', do: 'send', data: 'two' },
      { on: 'open', do: 'close', code: 1000 },
    ],
    run: async (context) => closed(context, observe(context)),
  },
  {
    name: 'what was sent before close arrives at the server',
    async run(context) {
      const observed = await opened(context);
      observed.socket.send('last words');
      observed.socket.close(1000);
      await closed(context, observed);
      return context.received();
    },
  },
  {
    name: 'nothing is delivered after close',
    farEnd: [
      accept,
      { on: 'open', do: 'send', data: 'one' },
      { on: 'open', do: 'send', data: 'two' },
    ],
    async run(context) {
      const observed = observe(context);
      observed.socket.addEventListener('message', () => observed.socket.close());
      return closed(context, observed);
    },
  },
  {
    name: 'closing within the open event is clean',
    async run(context) {
      const observed = observe(context);
      observed.socket.onopen = () => observed.socket.close(3003);
      return closed(context, observed);
    },
  },
];
