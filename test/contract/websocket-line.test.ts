import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { observe, type Observed } from '../fidelity/websocket/probe.js';
import { realWorld } from './real-world.js';
import { openRig, type RigClient } from './rig-client.js';
import { stagedWorld } from './staged-world.js';
import type { World } from './world.js';

interface LineProbe {
  readonly name: string;
  run(world: World): Promise<unknown>;
}

/** What a WebSocket says of lines that fail, which no script of a far end can make them do. */
const probes: readonly LineProbe[] = [
  ...(['reset', 'end'] as const).map((how) => ({
    name: `an open connection is cut by TCP ${how}`,
    async run(world: World) {
      const observed = await opened(world);
      await world.sever(how);
      return closed(world, observed);
    },
  })),
  ...(['close-port', 'slam'] as const).map((how) => ({
    name: `a connection is refused (${how})`,
    async run(world: World) {
      await world.refuse('websocket', how);
      return closed(world, watch(world));
    },
  })),
  {
    name: 'the server is killed',
    async run(world) {
      const observed = await opened(world);
      await world.kill();
      return [await closed(world, observed), await closed(world, watch(world))];
    },
  },
  {
    name: 'a handshake that a blackhole swallowed goes on afterwards',
    async run(world) {
      await world.act('websocket', { do: 'stall' });
      const observed = watch(world);
      const before = observed.socket.readyState;
      await world.act('websocket', { do: 'restore' });
      await until(world, observed, 1);
      return [before, observed.events];
    },
  },
  {
    name: 'what a blackhole swallowed comes out afterwards, in order',
    async run(world) {
      const observed = await opened(world);
      await world.act('websocket', { do: 'stall' });
      for (const data of ['one', 'two']) await world.act('websocket', { do: 'frame', data });
      observed.socket.send('{"type":"ping"}');
      await world.act('websocket', { do: 'close', code: 4001, reason: 'Enough' });
      const before = [...observed.events, observed.socket.readyState];
      await world.act('websocket', { do: 'restore' });
      return [before, await closed(world, observed)];
    },
  },
];

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

for (const probe of probes) {
  test(`the stage is like the browser when ${probe.name}`, async () => {
    const staged = await run(probe, stagedWorld());
    expect(staged).toEqual(await run(probe, realWorld(rig)));
  });
}

function run(probe: LineProbe, world: World): Promise<unknown> {
  onTestFinished(() => world.end());
  return probe.run(world);
}

function watch({ runtime, urls }: World): Observed {
  return observe({ WebSocket: runtime.WebSocket, url: urls.websocket });
}

async function opened(world: World): Promise<Observed> {
  const observed = watch(world);
  await until(world, observed, 1);
  return observed;
}

async function closed(world: World, observed: Observed): Promise<string[]> {
  await until(world, observed, 3);
  return observed.events;
}

function until(world: World, { socket, events }: Observed, state: number): Promise<void> {
  return world.until(
    () => socket.readyState === state,
    () => `Waited in vain for state ${state}; so far: ${events.join(', ')}`,
  );
}
