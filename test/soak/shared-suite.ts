import { expectNothingLeft, look, report } from './laws.js';
import { type SharedScript, sharedScript } from './shared-script.js';
import { SharedWorld } from './shared-world.js';
import type { SoakSuite } from './soak.js';
import { describeTransport } from './transport-script.js';

/** How long everything may take to be right again, in ms. */
const REST = 90_000;
/** How long what was closed may take to be gone, in ms: a close that nobody answers takes 60 s. */
const GONE = 65_000;

/**
 * Lets hours pass between the tabs of one user, who share a connection, and a server that resumes.
 * The laws:
 *
 * - No tab gets a message twice or out of order, and none that was there all along misses one
 *   without a word, whichever tab leads.
 * - What is `delivered` the server has, and only once; what never left a client it has not; what it
 *   acknowledged it has taken.
 * - Of the tabs that run one has the connection; in the end it is open, all know it, and nothing
 *   waits.
 * - After the end nothing is left: no timer, listener, socket, channel or lock.
 */
export const sharedSuite: SoakSuite<SharedScript> = {
  script: sharedScript,
  run: runShared,
  describe: describeTransport,
};

/** Runs a script, and throws if a law is broken. */
async function runShared(script: SharedScript): Promise<void> {
  const world = new SharedWorld(script);
  const { stage, server } = world;
  try {
    await stage.advance(1000);
    for (const step of script.steps) {
      await world.take(step);
      look(world);
      if (step.wait > 0) expectOneLeader(world);
    }
    await world.heal();
    await stage.advance(REST);
    look(world);
    // The last of the burst tells whether anything before it is missing.
    for (let n = 0; n < 3; n++) {
      server.feed.publish();
      for (const { sent } of world.tabs) sent.send({ isSure: true });
      await stage.advance(1000);
    }
    await stage.advance(REST);
    look(world);
    expectOneLeader(world);
    for (const tab of world.tabs) {
      const { state, unsent } = tab.shared.connection;
      if (state !== 'open') throw new Error(`When all is well again it is ${state}.`);
      if (unsent > 0) throw new Error(`When all is well again ${unsent} messages wait.`);
      tab.witness.settle(server.feed.place);
    }
    look(world);
    for (const tab of world.tabs) tab.close();
    server.isClosed = true;
    await stage.advance(GONE);
    look(world);
    for (const { sent } of world.tabs) report(sent.settle(server.heard));
    expectNothingLeft(world);
  } finally {
    stage.dispose();
  }
}

function expectOneLeader({ tabs }: SharedWorld): void {
  const open = tabs.filter(({ isAwake, isOpen }) => isAwake && isOpen);
  if (open.length < 2) return;
  throw new Error(
    `Tabs ${open.map(({ tab }) => tab.number).join(' and ')} have a connection each.`,
  );
}
