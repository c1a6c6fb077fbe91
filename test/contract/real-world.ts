import { pageRuntime } from './page-runtime.js';
import { playedStream } from './played-stream.js';
import { PATHS } from '../servers/commands.js';
import { realTime } from './real-time.js';
import type { RigClient } from './rig-client.js';
import type { SourceName, World } from './world.js';

const SOURCES = ['websocket', 'sse', 'http'] as const;

/**
 * Makes a world of real time, a real browser and a real server.
 *
 * @param rig One scene at a time may have it.
 * @param speed How many times as fast canned streams are played.
 */
export function realWorld(rig: RigClient, speed = 1): World {
  const { runtime, page, errors } = pageRuntime();
  const urls = Object.fromEntries(
    SOURCES.map((source) => [source, rig.origins[source] + PATHS[source]]),
  ) as Record<SourceName, string>;
  const script = (step: object): Promise<void> =>
    rig.ask({
      do: 'script',
      path: PATHS.websocket,
      steps: [{ on: 'connection', do: 'accept', ...step }],
    });

  return {
    runtime,
    page,
    errors,
    urls,
    scaled: (ms) => ms / speed,
    ...realTime,
    act: (source, action) => rig.ask({ do: 'act', source, action }),
    async play(stream, latency) {
      await rig.line({ do: 'delay', ms: latency / speed });
      await rig.ask({ do: 'play', stream: playedStream(stream, urls, speed), speed });
    },
    choose: (protocol) => script({ protocol }),
    hang: () => script({ do: 'hang' }),
    sever: (how) => rig.line({ do: how }),
    refuse: (source, how) => rig.line({ do: how }, source),
    kill: () => rig.ask({ do: 'kill' }),
    start: () => rig.ask({ do: 'start' }),
    noticed: () => rig.report(),
    end: () => rig.ask({ do: 'clear' }),
  };
}
