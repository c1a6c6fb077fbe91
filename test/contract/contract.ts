import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AnyClient } from './reporter.js';
import { leaveNetwork, networkWorld } from './network-world.js';
import { realWorld } from './real-world.js';
import { openRig, type RigClient } from './rig-client.js';
import { playScene, type Program, type Report, type Scene } from './scene.js';
import { stagedWorld } from './staged-world.js';
import type { Level, World } from './world.js';

type Play = (world: World) => Promise<Report>;

const idle: RigClient[] = [];

/** Registers a test for each scene at each level: clients report what they report on the stage. */
export function contract<Client extends AnyClient>({
  scenes,
  sources,
  comparesServers = true,
  comparable = (lines) => [...lines],
}: Program<Client>): void {
  const worlds = {
    real: withRig(realWorld),
    network: async (play: Play, speed?: number) => play(await networkWorld(sources, speed)),
  };
  const put = ({ client, server }: Report): Report => ({
    client: comparable(client),
    server: comparesServers ? comparable(server) : [],
  });
  const staged = new Map<Scene<Client>, Promise<Report>>();

  // What takes no time comes first, so that it holds up nothing that does.
  beforeAll(async () => {
    for (const scene of scenes) {
      const playing = playScene(scene, stagedWorld());
      staged.set(scene, playing);
      await playing.catch(() => undefined);
    }
  });

  afterAll(() => Promise.all(idle.splice(0).map((rig) => rig.strike())));

  // One level after the other: msw's service worker gets to see everything that a page fetches.
  for (const [level, open] of Object.entries(worlds) as [Level, typeof worlds.real][]) {
    describe(level, () => {
      if (level === 'network') afterAll(leaveNetwork);

      for (const scene of scenes) {
        const deviation = scene.deviates?.[level];
        const how = deviation ? `, except that ${deviation.why}` : '';
        test.concurrent(`reports the same as on the stage${how}: ${scene.name}`, async () => {
          const expected = (await staged.get(scene))!;
          const report = await open((world) => playScene(scene, world), scene.speed);
          expect(put(report)).toEqual(put(deviation ? deviation.instead(expected) : expected));
        });
      }
    });
  }
}

/** Plays in real worlds, each with a server process that nobody else has meanwhile. */
function withRig(open: (rig: RigClient, speed?: number) => World) {
  return async (play: Play, speed?: number): Promise<Report> => {
    const rig = idle.pop() ?? (await openRig());
    try {
      return await play(open(rig, speed));
    } finally {
      idle.push(rig);
    }
  };
}
