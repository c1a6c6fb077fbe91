import { vi } from 'vitest';
import type { RigClient } from '../../contract/rig-client.js';
import type { Subject } from '../subject.js';
import type { WebSocketProbe } from './probe.js';

/** How long to wait for what may never come, in ms. */
const PATIENCE = 1000;

let paths = 0;

/** The browser's own WebSocket and a real server. */
export function nativeWebSocket(rig: () => RigClient): Subject<WebSocketProbe> {
  return {
    name: 'native',
    async answer(probe) {
      const { url, ask, report } = rig();
      const path = `/probe-${++paths}`;
      await ask({ do: 'script', path, steps: probe.farEnd ?? [] });
      try {
        const answer = await probe.run({
          WebSocket,
          url: url + path,
          baseUrl: document.baseURI,
          async until(done) {
            await vi.waitUntil(done, { timeout: PATIENCE, interval: 4 }).catch(() => undefined);
            // What the server had to say before it answers this has come by then.
            await report(path);
          },
          received: async () => (await report(path)).filter((note) => !note.startsWith('request:')),
        });
        return structuredClone(answer);
      } finally {
        // Browsers open one connection to an address at a time: one that hangs would stop the next.
        await ask({ do: 'hang-up', path });
      }
    },
  };
}
