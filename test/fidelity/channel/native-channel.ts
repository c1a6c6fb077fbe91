import { vi } from 'vitest';
import type { Subject } from '../subject.js';
import type { ChannelProbe } from './probe.js';

/** How long to wait for what may never come, in ms. */
const PATIENCE = 250;

let names = 0;

/** The browser's own channels; a frame is the other tab. */
export const nativeChannel: Subject<ChannelProbe> = {
  name: 'native',
  async answer(probe) {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const other = (frame.contentWindow as unknown as typeof globalThis).BroadcastChannel;
    const made: BroadcastChannel[] = [];
    const name = `probe-${++names}`;
    try {
      const context = { BroadcastChannel: noting(BroadcastChannel, made), other, name, until };
      return structuredClone(await probe.run(context));
    } finally {
      for (const channel of made) channel.close();
      frame.remove();
    }
  },
};

async function until(done: () => boolean): Promise<void> {
  await vi.waitUntil(done, { timeout: PATIENCE, interval: 2 }).catch(() => undefined);
  // A round trip of another channel: whatever was under way before it has come.
  const [ping, pong] = [new BroadcastChannel('until'), new BroadcastChannel('until')];
  await new Promise((resolve) => {
    pong.onmessage = resolve;
    ping.postMessage('');
  });
  for (const channel of [ping, pong]) channel.close();
}

/** The browser's constructor, looking exactly so, with a list of what it has made. */
function noting(Native: typeof BroadcastChannel, made: BroadcastChannel[]) {
  return new Proxy(Native, {
    construct(target, args, self) {
      const channel = Reflect.construct(target, args, self) as BroadcastChannel;
      made.push(channel);
      return channel;
    },
  });
}
