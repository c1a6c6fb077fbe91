import { expectNothingLeft, look, report } from './laws.js';
import type { SoakSuite } from './soak.js';
import type { Transport } from './transport-client.js';
import { describeTransport, transportScript, type TransportScript } from './transport-script.js';
import { TransportWorld } from './transport-world.js';

/** How long what was closed may take to be gone, in ms: a close that nobody answers takes 60 s. */
const GONE = 65_000;

/**
 * Lets hours pass between tabs and a server that resumes, while the line does its worst. The laws:
 *
 * - Nothing is delivered twice or out of order, and nothing is left out without a word; where the
 *   transport can tell gaps, each recovers or ends with a reset. What an outage kept back is fetched
 *   without waiting for more.
 * - What is `delivered` the server has, and only once; what never left the client it has not; and a
 *   message sent when all is well arrives, even right before the end.
 * - A client closes or fails only for a reason, notices a line that is dead, and is open in the end.
 * - After the end nothing is left: no timer, listener, socket or request.
 */
export function transportSuite(transport: Transport): SoakSuite<TransportScript> {
  return {
    script: transportScript(transport.range),
    run: (script) => runTransport(transport, script),
    describe: describeTransport,
  };
}

/** Runs a script, and throws if a law is broken. */
async function runTransport(transport: Transport, script: TransportScript): Promise<void> {
  const world = new TransportWorld(transport, script);
  const { stage, server } = world;
  try {
    await stage.advance(1000);
    for (const step of script.steps) {
      await world.take(step);
      look(world);
    }
    await world.heal();
    await stage.advance(transport.rest);
    // What a broker lost last is missed only when something follows.
    if (script.loss + script.reorder === 0) {
      for (const { witness } of world.tabs) witness.expectCaughtUp(server.feed.place);
    }
    look(world);
    // The last of the burst tells whether anything before it is missing.
    for (let n = 0; n < 3; n++) {
      server.feed.publish();
      for (const { sent } of world.tabs) if (transport.sends) sent.send({ isSure: true });
      await stage.advance(1000);
    }
    await stage.advance(transport.rest);
    look(world);
    for (const tab of world.tabs) {
      const { state, unsent } = tab.client.connection;
      if (state !== 'open') throw new Error(`When all is well again it is ${state}.`);
      if (unsent > 0) throw new Error(`When all is well again ${unsent} messages wait.`);
      tab.witness.settle(server.feed.place);
      transport.check?.(tab.client);
      if (transport.sends) tab.sent.send({ isLast: true });
      tab.close();
    }
    server.isClosed = true;
    await stage.advance(GONE);
    look(world);
    for (const { sent, client } of world.tabs) {
      report(sent.settle(server.heard));
      if (client.state !== 'closed') throw new Error(`After the end it is ${client.state}.`);
    }
    expectNothingLeft(world);
  } finally {
    stage.dispose();
  }
}
