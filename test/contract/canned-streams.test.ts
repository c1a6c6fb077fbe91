import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { CannedStream, StreamInput } from '../../src/stage.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import burst from '../../stories/streams/burst.json' with { type: 'json' };
import duplicates from '../../stories/streams/duplicates.json' with { type: 'json' };
import flapping from '../../stories/streams/flapping.json' with { type: 'json' };
import hostilePayload from '../../stories/streams/hostile-payload.json' with { type: 'json' };
import malformedFrames from '../../stories/streams/malformed-frames.json' with { type: 'json' };
import outage from '../../stories/streams/outage.json' with { type: 'json' };
import refused from '../../stories/streams/refused.json' with { type: 'json' };
import threeMessages from '../../stories/streams/three-messages.json' with { type: 'json' };
import { realWorld } from './real-world.js';
import { Reporter } from './reporter.js';
import { openRig, type RigClient } from './rig-client.js';
import { stagedWorld } from './staged-world.js';
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
  /** How many times as fast as on the stage it is played in reality. */
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

const showings: readonly Showing[] = [
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

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

for (const showing of showings) {
  test(`a stage and a server play the same: ${String(showing.stream.name)}`, async () => {
    const staged = await watch(showing, stagedWorld());
    expect(await watch(showing, realWorld(rig, showing.speed ?? 10))).toEqual(staged);
  });
}

test('a server refuses cues that only a stage can play', async () => {
  const cue = { at: 0, source: 'feed', do: 'drop', connection: 1 } as const;
  const hide: CannedStream = { name: 'x', cues: [{ at: 0, source: 'page', do: 'hide' }] };
  const one: CannedStream = { ...conversation, cues: [cue] };
  await expect(realWorld(rig).play(hide, 0)).rejects.toThrow(/cue 0: it is for the page/);
  await expect(realWorld(rig).play(one, 0)).rejects.toThrow(/cue 0: it is for one connection/);
});

/** Plays a stream to a client, and tells what the client reported. */
async function watch(
  { stream, until, times = 1, retryAfter = SOON, latency = 0 }: Showing,
  world: World,
): Promise<string[]> {
  onTestFinished(() => world.end());
  const client = new WebSocketClient(world.url, {
    runtime: world.runtime,
    maxReconnectAttempts: 5,
    stableAfter: world.scaled(5000),
    reconnectDelay: (attempt) => world.scaled(retryAfter[attempt - 1] ?? retryAfter.at(-1) ?? 0),
  });
  onTestFinished(() => client.disconnect());
  const reporter = new Reporter(client, world);
  await world.play(stream, latency);
  client.send('hello');
  client.send('hello');
  reporter.followConnect(client.connect());
  await reporter.until(until, times);
  await reporter.noticed();
  return reporter.lines;
}
