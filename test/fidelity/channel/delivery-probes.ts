import { collect, open, type ChannelProbe } from './probe.js';

/** Who hears what, and in which order. */
export const deliveryProbes: readonly ChannelProbe[] = [
  {
    name: 'everybody of the name hears it but the speaker',
    async run(context) {
      const [a, b, c] = open(context, 3);
      const heard = collect({ a, b, c });
      a.postMessage('hello');
      await context.until(() => heard.length >= 2);
      return heard;
    },
  },
  {
    name: 'another tab hears it, and answers',
    async run(context) {
      const [here] = open(context, 1);
      const there = new context.other(context.name);
      const heard = collect({ here, there });
      there.addEventListener('message', ({ data }) => there.postMessage(`re: ${data}`));
      here.postMessage('hello');
      await context.until(() => heard.length >= 2);
      return heard;
    },
  },
  {
    name: 'other names hear nothing',
    async run(context) {
      const { BroadcastChannel, name } = context;
      const [a, b] = open(context);
      const names = [name.toUpperCase(), `${name} `, '', 'undefined'];
      const heard = collect(
        Object.fromEntries(names.map((other) => [other, new BroadcastChannel(other)])),
      );
      const right = collect({ b });
      a.postMessage(1);
      await context.until(() => right.length >= 1);
      return [...heard, ...right];
    },
  },
  {
    name: 'nothing arrives synchronously, nor in a microtask',
    async run(context) {
      const [a, b] = open(context);
      const steps = collect({ b });
      a.postMessage('message');
      steps.push('after postMessage');
      await Promise.resolve();
      await Promise.resolve();
      steps.push('after microtasks');
      await context.until(() => steps.length >= 3);
      return steps;
    },
  },
  {
    name: 'a hundred messages keep their order',
    async run(context) {
      const [a, b] = open(context);
      const heard = collect({ b });
      for (let n = 0; n < 100; n++) a.postMessage(n);
      await context.until(() => heard.length >= 100);
      return heard;
    },
  },
  {
    name: 'receivers are served message by message, the oldest first',
    async run(context) {
      const [a, b, c, d] = open(context, 4);
      const heard = collect({ d, c, b });
      a.postMessage(1);
      a.postMessage(2);
      await context.until(() => heard.length >= 6);
      return heard;
    },
  },
  {
    name: 'two speakers are heard in the order in which they spoke',
    async run(context) {
      const [a, b, c] = open(context, 3);
      const heard = collect({ c });
      a.postMessage('a1');
      b.postMessage('b1');
      a.postMessage('a2');
      b.postMessage('b2');
      await context.until(() => heard.length >= 4);
      return heard;
    },
  },
  {
    name: 'microtasks run between two messages',
    async run(context) {
      const [a, b] = open(context);
      const steps: string[] = [];
      b.addEventListener('message', ({ data }) => {
        steps.push(`message ${data}`);
        queueMicrotask(() => steps.push(`microtask ${data}`));
      });
      a.postMessage(1);
      a.postMessage(2);
      await context.until(() => steps.length >= 4);
      return steps;
    },
  },
  {
    name: 'whoever comes later has missed it',
    async run(context) {
      const [a, b] = open(context);
      const heard = collect({ b });
      a.postMessage('early');
      const late = new context.BroadcastChannel(context.name);
      const missed = collect({ late });
      await context.until(() => heard.length >= 1);
      return [...heard, ...missed];
    },
  },
  {
    name: 'a message nobody listens to is not kept',
    async run(context) {
      const [a, b, c] = open(context, 3);
      const arrived = collect({ c });
      a.postMessage('unheard');
      await context.until(() => arrived.length >= 1);
      const heard = collect({ b });
      a.postMessage('heard');
      await context.until(() => heard.length >= 1);
      return heard;
    },
  },
  {
    name: 'listeners added after the post but before the delivery hear it',
    async run(context) {
      const [a, b] = open(context);
      a.postMessage('hello');
      const heard = collect({ b });
      await context.until(() => heard.length >= 1);
      return heard;
    },
  },
  {
    name: 'answers come after what was said before them',
    async run(context) {
      const [a, b, c] = open(context, 3);
      const heard = collect({ c });
      b.addEventListener('message', ({ data }) => {
        if (typeof data === 'number') b.postMessage(`re ${data}`);
      });
      a.postMessage(1);
      a.postMessage(2);
      await context.until(() => heard.length >= 4);
      return heard;
    },
  },
];
