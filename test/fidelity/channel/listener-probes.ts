import { open, type ChannelProbe, type ChannelContext } from './probe.js';

/** How listeners get along with each other. */
export const listenerProbes: readonly ChannelProbe[] = [
  {
    name: 'a handler attribute keeps its place while it is replaced, and loses it with null',
    run: (context) =>
      heard(context, 1, (channel, say) => {
        channel.onmessage = say('first');
        channel.addEventListener('message', say('second'));
        channel.onmessage = say('replaced');
        channel.addEventListener('message', say('third'));
      }),
  },
  {
    name: 'a handler attribute set anew comes last',
    run: (context) =>
      heard(context, 1, (channel, say) => {
        channel.onmessage = say('first');
        channel.addEventListener('message', say('second'));
        channel.onmessage = null;
        channel.onmessage = say('again');
      }),
  },
  {
    name: 'once, signal, handleEvent and doubles work',
    run: (context) =>
      heard(context, 2, (channel, say) => {
        const control = new AbortController();
        const twice = say('twice added');
        channel.addEventListener('message', say('once'), { once: true });
        channel.addEventListener('message', say('until aborted'), { signal: control.signal });
        channel.addEventListener('message', { handleEvent: say('object') });
        channel.addEventListener('message', twice);
        channel.addEventListener('message', twice);
        channel.addEventListener('message', () => control.abort());
      }),
  },
  {
    name: 'a throwing listener harms no other',
    run: (context) =>
      heard(context, 2, (channel, say) => {
        channel.addEventListener('message', () => {
          throw new Error('planned by a probe');
        });
        channel.onmessage = () => {
          throw new Error('planned by a probe');
        };
        channel.addEventListener('message', say('unharmed'));
      }),
  },
  {
    name: 'stopImmediatePropagation silences the rest of one channel only',
    run: (context) =>
      heard(context, 1, (channel, say) => {
        const sibling = new context.BroadcastChannel(context.name);
        sibling.addEventListener('message', say('sibling'));
        channel.addEventListener('message', (event) => event.stopImmediatePropagation());
        channel.addEventListener('message', say('silenced'));
      }),
  },
  {
    name: 'a listener may speak to its own channel and to nobody at all',
    async run(context) {
      const [a, b] = open(context);
      const said: string[] = [];
      b.addEventListener('message', ({ data }) => {
        said.push(`b ${data}`);
        if (data < 3) b.postMessage(data + 1);
      });
      a.addEventListener('message', ({ data }) => {
        said.push(`a ${data}`);
        a.postMessage(data + 1);
      });
      a.postMessage(1);
      await context.until(() => said.length >= 3);
      return said;
    },
  },
];

type Say = (text: string) => () => void;

/** Collects what listeners say until `messages` messages came. */
async function heard(
  context: ChannelContext,
  messages: number,
  listen: (channel: BroadcastChannel, say: Say) => void,
): Promise<string[]> {
  const [speaker, channel] = open(context);
  const said: string[] = [];
  listen(channel, (text) => () => void said.push(text));
  const [last] = open(context, 1);
  let count = 0;
  last.addEventListener('message', () => count++);
  for (let n = 1; n <= messages; n++) speaker.postMessage(n);
  await context.until(() => count >= messages);
  return said;
}
