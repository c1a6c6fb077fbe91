import { inject, vi } from 'vitest';
import type { Subject } from '../subject.js';
import type { EventStreamContext, EventStreamProbe, Observed, StreamRequest } from './probe.js';

/** How long to wait for what should come, in ms. */
const PATIENCE = 5000;
/** How long what should not come would take, in ms. */
const PAUSE = 200;

let keys = 0;

/** The browser's own EventSource and a real server. */
export const nativeEventSource: Subject<EventStreamProbe> = {
  name: 'native',
  answer: (probe) => beforeServer(probe, observeEventSource),
};

/** Runs a probe before a real server. */
export async function beforeServer(
  probe: EventStreamProbe,
  observe: (url: string, ...rest: Parameters<EventStreamContext['observe']>) => Observed,
): Promise<unknown> {
  const url = `${inject('controlUrl')}/streams/${Date.now()}-${++keys}`;
  await fetch(url, { method: 'POST', body: JSON.stringify(probe.answers) });
  const observed: Observed[] = [];
  try {
    return await probe.run({
      observe(...rest) {
        observed.push(observe(url, ...rest));
        return observed.at(-1)!;
      },
      async until(done) {
        await vi.waitUntil(done, { timeout: PATIENCE, interval: 2 }).catch(() => undefined);
      },
      pause: () => new Promise((resolve) => setTimeout(resolve, PAUSE)),
      sever: async () => void (await fetch(`${url}/sever`, { method: 'POST' })),
      asked: async () =>
        (await (await fetch(`${url}/report`, { method: 'POST' })).json()) as StreamRequest[],
    });
  } finally {
    // Browsers open six connections to an address at a time: those that hang would stop the next.
    for (const each of observed) each.close();
  }
}

/** Notes what an `EventSource` reports. */
export function observeEventSource(
  url: string,
  types: readonly string[],
  onEvent?: (observed: Observed) => void,
): Observed {
  const source = new EventSource(url, { withCredentials: true });
  const events: string[] = [];
  const observed: Observed = {
    events,
    get readyState() {
      return source.readyState;
    },
    close: () => source.close(),
  };
  const note = (text: string): void => void events.push(`${text} @${source.readyState}`);
  for (const type of new Set([...types, 'open', 'error'])) {
    source.addEventListener(type, (event: Event) => {
      if (!(event instanceof MessageEvent)) return note(type);
      const { data, lastEventId } = event as MessageEvent<string>;
      note(`${type} ${JSON.stringify(data)} (${lastEventId})`);
      onEvent?.(observed);
    });
  }
  return observed;
}
