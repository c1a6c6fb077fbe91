import { vi } from 'vitest';
import { browserRuntime } from '../../src/transports/browser-runtime.js';
import type { RigClient } from './rig-client.js';
import { LONGEST_WAIT, type World } from './world.js';

const PATH = '/ws';

/**
 * Makes a world of real time, a real browser and a real server.
 *
 * @param rig One scene at a time may have it.
 * @param speed How many times as fast canned streams are played.
 */
export function realWorld(rig: RigClient, speed = 1): World {
  const script = (step: object): Promise<void> =>
    rig.ask({ do: 'script', path: PATH, steps: [{ on: 'connection', do: 'accept', ...step }] });

  return {
    runtime: browserRuntime,
    errors: [],
    url: rig.url + PATH,
    scaled: (ms) => ms / speed,
    act: (action) => rig.ask({ do: 'act', action }),
    async play(stream, latency) {
      await rig.line({ do: 'delay', ms: latency / speed });
      await rig.ask({ do: 'play', stream, speed });
    },
    choose: (protocol) => script({ protocol }),
    hang: () => script({ do: 'hang' }),
    sever: (how) => rig.line({ do: how }),
    refuse: (how) => rig.line({ do: how }),
    kill: () => rig.ask({ do: 'kill' }),
    start: () => rig.ask({ do: 'start' }),
    focus: () => void window.dispatchEvent(new Event('focus')),
    async until(done, missing) {
      try {
        await vi.waitUntil(done, { timeout: LONGEST_WAIT, interval: 4 });
      } catch {
        throw new Error(missing());
      }
    },
    noticed: () => rig.report(PATH),
    end: () => rig.ask({ do: 'clear' }),
  };
}
