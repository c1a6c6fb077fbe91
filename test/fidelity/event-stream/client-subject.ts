import type { Runtime } from '../../../src/core/runtime.js';
import { browserRuntime } from '../../../src/transports/browser-runtime.js';
import { SSEClient } from '../../../src/transports/sse-client.js';
import type { Subject } from '../subject.js';
import { beforeServer } from './native-event-source.js';
import type { EventStreamProbe, Observed } from './probe.js';

/** The kit's own client, before the same server as the browser's EventSource. */
export const clientOfServer: Subject<EventStreamProbe> = {
  name: 'client',
  answer: (probe) =>
    beforeServer(probe, (url, ...rest) => observeClient(url, browserRuntime, ...rest)),
};

/** Notes of an `SSEClient` what an `EventSource` would report in its place. */
export function observeClient(
  url: string,
  runtime: Runtime,
  types: readonly string[],
  onEvent?: (observed: Observed) => void,
): Observed {
  const client = new SSEClient(url, { runtime, reconnectDelay: () => 0 });
  const events: string[] = [];
  let closed = false;
  const observed: Observed = {
    events,
    get readyState() {
      if (client.state === 'open') return 1;
      return closed || client.state === 'closed' || client.state === 'failed' ? 2 : 0;
    },
    close() {
      closed = true;
      client.disconnect();
    },
  };
  const note = (text: string): void => void events.push(`${text} @${observed.readyState}`);
  client.addEventListener('statechange', () => {
    if (closed || client.state === 'connecting') return;
    note(client.state === 'open' ? 'open' : 'error');
  });
  client.on('*', ({ type, payload }) => {
    if (!types.includes(type)) return;
    // A client has parsed what is JSON. Probes send none but what looks the same afterwards.
    const data = typeof payload === 'string' ? payload : JSON.stringify(payload);
    note(`${type} ${JSON.stringify(data)} (${client.lastEventId})`);
    onEvent?.(observed);
  });
  client.connect().catch(() => undefined);
  return observed;
}
