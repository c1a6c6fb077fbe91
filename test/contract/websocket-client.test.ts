import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { closingScenes } from './client-scenes/closing-scenes.js';
import { messageScenes } from './client-scenes/message-scenes.js';
import { outageScenes } from './client-scenes/outage-scenes.js';
import type { ClientScene } from './client-scenes/scene.js';
import { tokenScenes } from './client-scenes/token-scenes.js';
import { realWorld } from './real-world.js';
import { Reporter } from './reporter.js';
import { openRig, type RigClient } from './rig-client.js';
import { stagedWorld } from './staged-world.js';
import type { World } from './world.js';

let rig: RigClient;

beforeAll(async () => {
  rig = await openRig();
});

afterAll(() => rig.strike());

for (const scene of [...messageScenes, ...closingScenes, ...outageScenes, ...tokenScenes]) {
  test(`the client reports the same on the stage and over a real line: ${scene.name}`, async () => {
    const staged = await play(scene, stagedWorld());
    const real = await play(scene, realWorld(rig));
    expect(real).toEqual(staged);
  });
}

/** Plays a scene, and tells what the client reported and what the server noticed. */
async function play(
  { options, query = '', run }: ClientScene,
  world: World,
): Promise<{ client: string[]; server: string[] }> {
  onTestFinished(() => world.end());
  const own = typeof options === 'function' ? options() : options;
  const client = new WebSocketClient(world.url + query, { ...own, runtime: world.runtime });
  onTestFinished(() => client.disconnect());
  const reporter = new Reporter(client, world);
  await run({ client, reporter, world });
  // Whatever is too much has come by the time the server has told what it noticed.
  const server = await reporter.noticed();
  client.disconnect();
  await Promise.resolve();
  expect(world.errors).toEqual([]);
  return { client: reporter.lines, server };
}
