import { collect, open, thrown, type ChannelProbe } from './probe.js';

/** How channels come, look and go. */
export const lifeProbes: readonly ChannelProbe[] = [
  {
    name: 'any name is a text',
    async run({ BroadcastChannel }) {
      const odd = ['', ' ', 0, null, undefined, {}, ['a', 'b'], '\ud800'];
      return odd.map((name) => new BroadcastChannel(name as string).name);
    },
  },
  {
    name: 'what is no name is refused',
    async run({ BroadcastChannel }) {
      const Loose = BroadcastChannel as unknown as new (...args: unknown[]) => unknown;
      return [
        thrown(() => new Loose()),
        thrown(() => new Loose(Symbol('s'))),
        thrown(() => (BroadcastChannel as unknown as (name: string) => void)('name')),
      ];
    },
  },
  {
    name: 'a channel looks like the platform',
    async run(context) {
      const { BroadcastChannel, name } = context;
      const [channel] = open(context, 1);
      const inKeys: string[] = [];
      for (const key in channel) inKeys.push(key);
      const known = ['name', 'onmessage', 'onmessageerror', 'postMessage', 'close'];
      return {
        target: channel instanceof EventTarget,
        own: channel instanceof BroadcastChannel,
        tag: Object.prototype.toString.call(channel),
        name: BroadcastChannel.name,
        length: BroadcastChannel.length,
        ownKeys: Object.keys(channel),
        inKeys: known.filter((key) => inKeys.includes(key)),
        fixed: Reflect.set(channel, 'name', 'other', channel) ? 'set' : 'read-only',
        nameKept: channel.name === name,
        handlers: [channel.onmessage, channel.onmessageerror].map(String),
      };
    },
  },
  {
    name: 'postMessage needs a message',
    async run(context) {
      const [a] = open(context, 1);
      const post = a.postMessage.bind(a) as (...args: unknown[]) => void;
      const before = thrown(() => post());
      a.close();
      return [before, thrown(() => post())];
    },
  },
  {
    name: 'a closed channel refuses to speak, even what cannot be cloned',
    async run(context) {
      const [a] = open(context, 1);
      a.close();
      return [
        thrown(() => a.postMessage('late')),
        thrown(() => a.postMessage(() => {})),
        thrown(() => a.close()),
        a.name === context.name,
      ];
    },
  },
  {
    name: 'closing a receiver stops what is under way',
    async run(context) {
      const [a, b, c] = open(context, 3);
      const heard = collect({ b, c });
      a.postMessage('under way');
      b.close();
      await context.until(() => heard.length >= 1);
      return heard;
    },
  },
  {
    name: 'closing the speaker stops nothing',
    async run(context) {
      const [a, b] = open(context);
      const heard = collect({ b });
      a.postMessage('last words');
      a.close();
      await context.until(() => heard.length >= 1);
      return heard;
    },
  },
  {
    name: 'a channel that closes in a listener hears no more',
    async run(context) {
      const [a, b, c] = open(context, 3);
      const heard = collect({ b, c });
      b.addEventListener('message', () => b.close());
      a.postMessage(1);
      a.postMessage(2);
      await context.until(() => heard.length >= 3);
      return heard;
    },
  },
  {
    name: 'the other listeners of a channel that closes in one still hear that message',
    async run(context) {
      const [a, b] = open(context);
      b.addEventListener('message', () => b.close());
      const heard = collect({ b });
      a.postMessage(1);
      await context.until(() => heard.length >= 1);
      return heard;
    },
  },
  {
    name: 'the first receiver may close the second in time',
    async run(context) {
      const [a, b, c] = open(context, 3);
      const heard = collect({ b, c });
      b.addEventListener('message', () => c.close());
      a.postMessage(1);
      await context.until(() => false);
      return heard;
    },
  },
  {
    name: 'a closed channel still dispatches events of its own',
    async run(context) {
      const [a] = open(context, 1);
      const heard = collect({ a });
      a.close();
      a.dispatchEvent(new MessageEvent('message', { data: 'own' }));
      a.dispatchEvent(new Event('messageerror'));
      return heard;
    },
  },
  {
    name: 'what is no function is no handler',
    async run(context) {
      const [a, b] = open(context);
      const odd = ['text', 5, null, undefined, true];
      const read = odd.map((value) => {
        b.onmessage = value as unknown as null;
        return b.onmessage;
      });
      const heard: string[] = [];
      const handler = { handleEvent: () => heard.push('object') };
      b.onmessage = handler as unknown as () => void;
      const kept = (b.onmessage as unknown) === handler;
      const listening = collect({ b });
      a.postMessage(1);
      await context.until(() => listening.length >= 1);
      return [...read, kept, ...heard];
    },
  },
];
