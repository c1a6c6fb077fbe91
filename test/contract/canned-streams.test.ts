import { expect, test } from 'vitest';
import type { CannedStream, StreamInput } from '../../src/stage.js';
import { SSEClient } from '../../src/transports/sse-client.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import burst from '../../stories/streams/burst.json' with { type: 'json' };
import duplicates from '../../stories/streams/duplicates.json' with { type: 'json' };
import flapping from '../../stories/streams/flapping.json' with { type: 'json' };
import hostilePayload from '../../stories/streams/hostile-payload.json' with { type: 'json' };
import malformedFrames from '../../stories/streams/malformed-frames.json' with { type: 'json' };
import outage from '../../stories/streams/outage.json' with { type: 'json' };
import refused from '../../stories/streams/refused.json' with { type: 'json' };
import sseConnected from '../../stories/streams/sse-connected.json' with { type: 'json' };
import sseResume from '../../stories/streams/sse-resume.json' with { type: 'json' };
import sseRetryAfter from '../../stories/streams/sse-retry-after.json' with { type: 'json' };
import sseStalled from '../../stories/streams/sse-stalled.json' with { type: 'json' };
import sseUnauthorised from '../../stories/streams/sse-unauthorised.json' with { type: 'json' };
import threeMessages from '../../stories/streams/three-messages.json' with { type: 'json' };
import { contract } from './contract.js';
import { lossLooksLikeEnd } from './deviations.js';
import { realWorld } from './real-world.js';
import { openRig } from './rig-client.js';
import type { AnyClient } from './reporter.js';
import type { Scene } from './scene.js';
import type { World } from './world.js';

/** How often a client looks again, in ms of the stream. */
const SOON = [200];
/** The third retry comes long before the server is back, and the fourth long after. */
const THREE_IN_VAIN = [1000, 1000, 1000, 6000];

interface Showing {
  readonly stream: StreamInput;
  /** Whoever has reported `times` lines that start so has seen all. */
  readonly until: string;
  readonly times?: number;
  readonly retryAfter?: readonly number[];
  readonly latency?: number;
  /** Whether an event stream breaks off in it. */
  readonly breaksOff?: boolean;
  /** How many times as fast as on the stage it is played elsewhere. */
  readonly speed?: number;
}

const conversation: CannedStream = {
  name: 'conversation',
  sources: { feed: { kind: 'websocket', url: 'wss://stage.test/ws' } },
  cues: [
    { at: 0, source: 'feed', do: 'reply', to: 'hello', type: 'welcome', payload: { n: '{{n}}' } },
    { at: 1000, source: 'feed', do: 'message', type: 'end' },
  ],
};

const sockets: readonly Showing[] = [
  { stream: threeMessages, until: 'message', times: 3 },
  { stream: duplicates, until: 'message {"type":"notification","payload":{"id":"n3"' },
  { stream: malformedFrames, until: 'message {"type":"notification","payload":{"id":"n3"' },
  { stream: hostilePayload, until: 'message', times: 6 },
  { stream: burst, until: 'message', times: 200 },
  { stream: flapping, until: 'connected', times: 5, speed: 5 },
  { stream: outage, until: 'message', times: 2, retryAfter: THREE_IN_VAIN },
  { stream: refused, until: 'reconnect-failed' },
  { stream: conversation, until: 'message {"type":"end"' },
  { stream: { ...threeMessages, name: 'slow line' }, until: 'message', times: 3, latency: 800 },
];

const streams: readonly Showing[] = [
  { stream: sseConnected, until: 'message' },
  { stream: sseResume, until: 'message', times: 5, breaksOff: true },
  { stream: sseRetryAfter, until: 'message', speed: 4 },
  { stream: sseStalled, until: 'message', times: 2, speed: 20 },
  { stream: sseUnauthorised, until: 'reconnect-failed', speed: 4, breaksOff: true },
];

contract({
  scenes: sockets.map((showing) => sceneOf(showing, makeSocketClient)),
  sources: ['websocket'],
  // On the stage a canned socket notes nothing.
  comparesServers: false,
});

contract({
  scenes: streams.map((showing) => sceneOf(showing, makeStreamClient)),
  sources: ['sse'],
});

test('a server refuses cues that only a stage can play', async () => {
  const rig = await openRig();
  const world = realWorld(rig);
  const cue = { at: 0, source: 'feed', do: 'drop', connection: 1 } as const;
  const hide: CannedStream = { name: 'x', cues: [{ at: 0, source: 'page', do: 'hide' }] };
  const one: CannedStream = { ...conversation, cues: [cue] };
  await expect(world.play(hide, 0)).rejects.toThrow(/cue 0: it is for the page/);
  await expect(world.play(one, 0)).rejects.toThrow(/cue 0: it is for one connection/);
  await rig.strike();
});

/** Plays a stream to a client, until that has reported all. */
function sceneOf<Client extends AnyClient>(
  { stream, until, times = 1, latency = 0, speed = 10, breaksOff = false, ...showing }: Showing,
  make: (world: World, showing: Pick<Showing, 'retryAfter'>) => Client,
): Scene<Client> {
  return {
    name: `the stream ${String(stream.name)}`,
    speed,
    ...(breaksOff && { deviates: { network: lossLooksLikeEnd } }),
    make: (world) => make(world, showing),
    async run({ client, reporter, world }) {
      await world.play(stream, latency);
      if (client instanceof WebSocketClient) {
        client.send('hello');
        client.send('hello');
      }
      reporter.followConnect(client.connect());
      await reporter.until(until, times);
    },
  };
}

function makeSocketClient(
  { runtime, scaled, urls }: World,
  { retryAfter = SOON }: Pick<Showing, 'retryAfter'>,
): WebSocketClient {
  return new WebSocketClient(urls.websocket, {
    runtime,
    maxReconnectAttempts: 5,
    stableAfter: scaled(5000),
    reconnectDelay: (attempt) => scaled(retryAfter[attempt - 1] ?? retryAfter.at(-1) ?? 0),
  });
}

function makeStreamClient({ runtime, scaled, urls }: World): SSEClient {
  return new SSEClient(urls.sse, {
    runtime,
    token: () => 'token',
    stableAfter: scaled(5000),
    // Half-way between the canned heartbeats and the end of the canned silence.
    stallTimeout: scaled(30_000),
    connectionTimeout: scaled(60_000),
    reconnectDelay: () => scaled(200),
  });
}
