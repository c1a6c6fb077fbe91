import { accept, observe, opened, type WebSocketProbe, type WebSocketContext } from './probe.js';

const sendOnce = [accept, { on: 'open', do: 'send', data: 'x' }] as const;
const sendTwice = [...sendOnce, { on: 'open', do: 'send', data: 'y' }] as const;

export const listenerProbes: readonly WebSocketProbe[] = [
  {
    name: 'a handler attribute has its place among the listeners',
    farEnd: sendOnce,
    run: (context) =>
      heard(context, 1, (socket, say) => {
        socket.addEventListener('message', say('first'));
        socket.onmessage = say('attribute');
        socket.addEventListener('message', say('last'));
        socket.onmessage = say('replaced attribute');
      }),
  },
  {
    name: 'a handler attribute set to null loses its place',
    farEnd: sendOnce,
    run: (context) =>
      heard(context, 1, (socket, say) => {
        socket.onmessage = say('gone');
        socket.addEventListener('message', say('listener'));
        socket.onmessage = null;
        socket.onmessage = say('attribute');
      }),
  },
  {
    name: 'handler attributes keep objects and drop the rest',
    farEnd: sendOnce,
    async run(context) {
      const { socket } = observe(context);
      const handler = (): void => undefined;
      const values: unknown[] = [handler, 5, 'text', undefined, null, { handleEvent: handler }];
      return values.map((value) => {
        socket.onmessage = value as typeof handler;
        return socket.onmessage === value ? 'kept' : String(socket.onmessage);
      });
    },
  },
  {
    name: 'an object as a handler attribute is never called',
    farEnd: sendOnce,
    run: (context) =>
      heard(context, 1, (socket, say) => {
        socket.onmessage = { handleEvent: say('object') } as unknown as () => void;
        socket.addEventListener('message', say('listener'));
      }),
  },
  {
    name: 'handlers and listeners have the socket as this',
    farEnd: sendOnce,
    async run(context) {
      const { socket } = observe(context);
      const own: boolean[] = [];
      socket.onmessage = function (this: unknown) {
        own.push(this === socket);
      };
      socket.addEventListener('message', function (this: unknown) {
        own.push(this === socket);
      });
      const object = {
        handleEvent(this: unknown) {
          own.push(this === object);
        },
      };
      socket.addEventListener('message', object);
      await context.until(() => own.length === 3);
      return own;
    },
  },
  {
    name: 'the same listener is added once per phase',
    farEnd: sendOnce,
    run: (context) =>
      heard(context, 1, (socket, say) => {
        const listener = say('twice in two phases');
        socket.addEventListener('message', listener);
        socket.addEventListener('message', listener, { passive: true });
        socket.addEventListener('message', listener, true);
        socket.addEventListener('message', listener, { capture: true, once: true });
      }),
  },
  {
    name: 'once means once',
    farEnd: sendTwice,
    run: (context) =>
      heard(context, 2, (socket, say) => {
        socket.addEventListener('message', say('always'));
        socket.addEventListener('message', say('once'), { once: true });
      }),
  },
  {
    name: 'a listener may be added again after once',
    farEnd: sendTwice,
    run: (context) =>
      heard(context, 2, (socket, say) => {
        const listener = say('again');
        socket.addEventListener('message', function readd() {
          socket.addEventListener('message', listener, { once: true });
        });
      }),
  },
  {
    name: 'an aborted signal removes the listener',
    farEnd: sendTwice,
    run: (context) =>
      heard(context, 2, (socket, say) => {
        const controller = new AbortController();
        const { signal } = controller;
        socket.addEventListener('message', say('until aborted'), { signal });
        socket.addEventListener('message', () => controller.abort());
        socket.addEventListener('message', say('never'), { signal: AbortSignal.abort() });
        socket.addEventListener('message', say('always'));
      }),
  },
  {
    name: 'removal is exact about phase and listener',
    farEnd: sendOnce,
    run: (context) =>
      heard(context, 1, (socket, say) => {
        const kept = say('kept');
        const removed = say('removed');
        socket.addEventListener('message', kept);
        socket.addEventListener('message', removed);
        socket.removeEventListener('message', kept, true);
        socket.removeEventListener('message', removed);
        socket.removeEventListener('message', say('unknown'));
        socket.removeEventListener('message', null as never);
        socket.addEventListener('message', null as never);
      }),
  },
  {
    name: 'a listener removed by an earlier one is not called, one added is not yet',
    farEnd: sendOnce,
    run: (context) =>
      heard(context, 1, (socket, say) => {
        const victim = say('victim');
        socket.addEventListener('message', () => {
          socket.removeEventListener('message', victim);
          socket.addEventListener('message', say('late'));
        });
        socket.addEventListener('message', victim);
        socket.addEventListener('message', say('other'));
      }),
  },
  {
    name: 'stopImmediatePropagation silences the rest',
    farEnd: sendOnce,
    run: (context) =>
      heard(context, 1, (socket, say) => {
        socket.addEventListener('message', say('first'));
        socket.addEventListener('message', (event) => event.stopImmediatePropagation());
        socket.addEventListener('message', say('silenced'));
      }),
  },
  {
    name: 'a throwing listener harms no other',
    farEnd: sendTwice,
    run: (context) =>
      heard(context, 2, (socket, say) => {
        socket.addEventListener('message', () => {
          throw new Error('planned by a probe');
        });
        socket.onmessage = () => {
          throw new Error('planned by a probe');
        };
        socket.addEventListener('message', say('unharmed'));
      }),
  },
  {
    name: 'a page may dispatch events of its own',
    async run(context) {
      const { socket } = observe(context);
      const seen: string[] = [];
      socket.addEventListener('own', (event) => seen.push(`${event.type} ${event.isTrusted}`));
      socket.dispatchEvent(new Event('own'));
      return seen;
    },
  },
  {
    name: 'a socket looks like the platform',
    async run(context) {
      const { socket } = await opened(context);
      const { WebSocket } = context;
      const constants = ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED'] as const;
      const statics = WebSocket as unknown as Record<string, number>;
      return {
        target: socket instanceof EventTarget,
        own: socket instanceof WebSocket,
        tag: Object.prototype.toString.call(socket),
        name: WebSocket.name,
        length: WebSocket.length,
        constants: constants.map((name) => socket[name]),
        statics: constants.map((name) => statics[name] ?? null),
        ownKeys: Object.keys(socket),
        inKeys: ['url', 'onopen', 'send', 'OPEN', 'binaryType'].filter((key) =>
          enumerable(socket, key),
        ),
        fixed: Reflect.set(socket, 'readyState', 7, socket) ? 'set' : 'read-only',
      };
    },
  },
];

type Say = (text: string) => () => void;

/** Collects what listeners say until `messages` messages came. */
async function heard(
  context: WebSocketContext,
  messages: number,
  listen: (socket: WebSocket, say: Say) => void,
): Promise<string[]> {
  const { socket } = observe(context);
  const said: string[] = [];
  let count = 0;
  // First of all, so that nobody can keep it from counting.
  socket.addEventListener('message', () => count++, true);
  listen(socket, (text) => () => void said.push(text));
  await context.until(() => count >= messages);
  return said;
}

function enumerable(object: object, key: string): boolean {
  for (const name in object) if (name === key) return true;
  return false;
}
