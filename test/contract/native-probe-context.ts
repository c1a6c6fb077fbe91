import { vi } from 'vitest';
import type { Json, Probe, ProbeContext } from './probes/probe.js';
import type { RigClient } from './rig-client.js';

/** How long to wait for what may never come, in ms. */
const PATIENCE = 1000;

/** Runs a probe on the browser's own WebSocket and a real server. */
export async function probeBrowser(probe: Probe, rig: RigClient, path: string): Promise<Json> {
  await rig.ask({ do: 'script', path, steps: probe.farEnd ?? [] });
  const context: ProbeContext = {
    WebSocket,
    url: rig.url + path,
    baseUrl: document.baseURI,
    async until(done) {
      await vi.waitUntil(done, { timeout: PATIENCE, interval: 4 }).catch(() => undefined);
      // What the server had to say before it answers this has come by then.
      await rig.report(path);
    },
    received: async () => (await rig.report(path)).filter((note) => !note.startsWith('request:')),
  };
  try {
    return structuredClone(await probe.run(context));
  } finally {
    // Browsers open one connection to an address at a time: one that hangs would stop the next.
    await rig.ask({ do: 'hang-up', path });
  }
}
