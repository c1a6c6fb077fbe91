import type { MessageSource } from '../../../src/core/message-source.js';
import { FallbackSource } from '../../../src/transports/fallback-source.js';
import { PollingClient } from '../../../src/transports/polling-client.js';
import { SSEClient } from '../../../src/transports/sse-client.js';
import { WebSocketClient } from '../../../src/transports/websocket-client.js';
import { PATHS, type SourceName } from '../../servers/commands.js';
import type { AnyClient } from '../reporter.js';
import type { RigClient } from '../rig-client.js';
import { LATER, retryAfter, SOON } from '../scene.js';
import type { World } from '../world.js';

/** How soon a client finds out that nobody answers, in ms, and what comes into its way. */
export interface Patience {
  readonly interval: number;
  readonly timeout: number;
}

/** A transport, and a server that keeps its messages for those who come back. */
export interface Subject {
  readonly name: string;
  /** What it is connected to, at first. */
  readonly source: SourceName;
  /** The most connections that it has when all is well. */
  readonly connections: number;
  /** Says in a word what is configured to notice silence. */
  describe(patience: Patience): string;
  make(world: World, patience: Patience): AnyClient & MessageSource;
  /** Makes the server have `all` messages. Those from `first` on are new to whoever listens. */
  say(rig: RigClient, all: readonly string[], first: number): Promise<void>;
}

/** So often servers show that they are there, in ms. */
const BEAT = 100;
const RETRY = retryAfter(SOON, SOON, LATER);
/** Makes messages long enough to be cut, and to take a while where bytes drip. */
const FILLER = 'x'.repeat(300);

export const SUBJECTS: Readonly<Record<'websocket' | 'stream' | 'polling' | 'fallback', Subject>> =
  {
    websocket: {
      name: 'WebSocketClient',
      source: 'websocket',
      connections: 1,
      describe: ({ interval, timeout }) => `ping every ${interval} ms, answer within ${timeout} ms`,
      make: ({ runtime, urls }, { interval, timeout }) =>
        new WebSocketClient(urls.websocket, {
          runtime,
          reconnectDelay: RETRY,
          connectionTimeout: interval + timeout,
          heartbeatInterval: interval,
          heartbeatTimeout: timeout,
        }),
      // It repeats to whoever comes all that it has.
      async say(rig, all, first) {
        const steps = all.map((id) => {
          return { on: 'open', do: 'send', data: JSON.stringify(message(id)) } as const;
        });
        await rig.ask({
          do: 'script',
          path: PATHS.websocket,
          steps: [{ on: 'connection', do: 'accept' }, ...steps],
        });
        for (const id of all.slice(first)) {
          const data = JSON.stringify(message(id));
          await rig.ask({ do: 'act', source: 'websocket', action: { do: 'frame', data } });
        }
      },
    },
    stream: {
      name: 'SSEClient',
      source: 'sse',
      connections: 1,
      describe: ({ interval, timeout }) =>
        `silence of ${interval + timeout} ms, a beat every ${BEAT} ms`,
      make: ({ runtime, urls }, { interval, timeout }) =>
        new SSEClient(`${urls.sse}?beat=${BEAT}`, {
          runtime,
          // Only to those who come back servers tell what there was.
          lastEventId: 'm0',
          reconnectDelay: RETRY,
          connectionTimeout: interval + timeout,
          stallTimeout: interval + timeout,
        }),
      async say(rig, all, first) {
        for (const id of all.slice(first)) {
          const { type, payload } = message(id);
          const action = { do: 'event', event: type, data: payload, id } as const;
          await rig.ask({ do: 'act', source: 'sse', action });
        }
      },
    },
    polling: {
      name: 'PollingClient',
      source: 'http',
      connections: 1,
      describe: ({ interval, timeout }) =>
        `asks every ${BEAT} ms, answer within ${interval + timeout} ms`,
      make: ({ runtime, urls }, { interval, timeout }) =>
        new PollingClient(urls.http, {
          runtime,
          interval: BEAT,
          reconnectDelay: RETRY,
          connectionTimeout: interval + timeout,
        }),
      say: (rig, all) =>
        rig.ask({
          do: 'act',
          source: 'http',
          action: { do: 'respond', body: all.map((id) => message(id)), delay: BEAT / 2 },
        }),
    },
    fallback: {
      name: 'FallbackSource',
      source: 'websocket',
      connections: 2,
      describe: (patience) => SUBJECTS.websocket.describe(patience),
      make(world, patience) {
        const { websocket, stream, polling } = SUBJECTS;
        const sources = [
          websocket.make(world, patience),
          stream.make(world, patience),
          polling.make(world, patience),
        ] as const;
        return new FallbackSource(sources, { runtime: world.runtime, giveUpAfter: 2 });
      },
      async say(rig, all, first) {
        for (const subject of [SUBJECTS.websocket, SUBJECTS.stream, SUBJECTS.polling]) {
          await subject.say(rig, all, first);
        }
      },
    },
  };

/** Whether all of a message has arrived. */
export function isWhole(id: string, payload: unknown): boolean {
  return JSON.stringify(payload) === JSON.stringify(message(id).payload);
}

function message(id: string) {
  return { type: 'note', payload: { id, filler: FILLER }, timestamp: 0, id };
}
