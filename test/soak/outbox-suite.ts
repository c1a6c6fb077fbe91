import { describeOutbox, type OutboxScript, outboxScript } from './outbox-script.js';
import { MAX_AGE, type OutboxSent, OutboxWorld } from './outbox-world.js';
import type { SoakSuite } from './soak.js';

/** How long everything may take to come to rest, in ms: a look around, a reconnect, a retry. */
const REST = 200_000;
const GONE = 65_000;

/**
 * Lets pages with one durable outbox come and go, while the line, the store and the clock do their
 * worst. The laws:
 *
 * - What is `delivered` the server has taken; what was to be acknowledged, and was kept or sent by a
 *   page that is still there, it has in the end, unless it was told that it failed.
 * - It arrives in the order of its page; and nothing arrives that is too old.
 * - What was never on the wire goes there once, however many pages could send it.
 * - No outbox holds more than it may, and in the end nothing waits, and nothing is stored.
 * - After the end nothing is left: no timer, listener, socket, lock or store.
 */
export const outboxSuite: SoakSuite<OutboxScript> = {
  script: outboxScript,
  run: runOutbox,
  describe: describeOutbox,
};

/** Runs a script, and throws if a law is broken. */
async function runOutbox(script: OutboxScript): Promise<void> {
  const world = new OutboxWorld(script);
  const { stage, server } = world;
  try {
    for (const step of script.steps) {
      await world.take(step);
      look(world);
    }
    await world.heal();
    await stage.advance(REST);
    look(world);
    for (const { client } of world.pages) {
      const { state, unsent } = client.connection;
      if (state !== 'open') throw new Error(`When all is well again it is ${state}.`);
      if (unsent > 0) throw new Error(`When all is well again ${unsent} messages wait.`);
    }
    if (world.stored[0]) throw new Error(`${world.stored.join()} is stored in the end.`);
    for (const sent of world.sent) checkFate(sent, world);
    checkOrder(world);
    for (const { client } of world.pages) client.disconnect();
    await stage.advance(GONE);
    look(world);
    const left = Object.entries(stage.pending).filter(([, count]) => count > 0);
    if (left[0]) {
      throw new Error(`Left behind: ${left.map(([what, n]) => `${n} ${what}`).join()}.`);
    }
    if (script.isOffline) {
      for (const [type, { count }] of server.read) {
        if (count > 1) throw new Error(`${type} went out ${count} times.`);
      }
    }
  } finally {
    stage.dispose();
  }
}

function look({ stage, pages, odd, most }: OutboxWorld): void {
  if (stage.errors.length > 0) throw stage.errors[0];
  if (odd[0]) throw new Error(odd[0]);
  for (const { client } of pages) {
    const { unsent } = client.connection;
    if (unsent > most) throw new Error(`${unsent} messages wait.`);
  }
}

function checkFate(sent: OutboxSent, { server, script, told, pages }: OutboxWorld): void {
  const { type, message, isAsked, isKept, page, at } = sent;
  const { fate, error } = message;
  const read = server.read.get(type);
  const isHere = pages.includes(page);
  if (fate === 'delivered' && !read) throw new Error(`${type} is delivered, but lost.`);
  if (fate === 'delivered' && read?.isRefused) throw new Error(`${type} was refused.`);
  if (error?.code === 'rejected' && !read?.isRefused) throw new Error(`Nobody refused ${type}.`);
  if (isHere && /queued|sending/.test(fate)) throw new Error(`${type} is still ${fate}.`);
  if (isAsked && !read && (isKept || isHere) && !told.has(type)) {
    throw new Error(`${type} is lost, and nobody said so (${fate}).`);
  }
  const jumps = script.steps.some(({ do: what }) => what === 'jump');
  const age = (read?.at ?? at) - at;
  if (!jumps && age > MAX_AGE + 500) throw new Error(`${type} arrived ${age} ms late.`);
}

function checkOrder({ sent, server }: OutboxWorld): void {
  const places = new Map([...server.read.keys()].map((type, index) => [type, index]));
  for (const page of new Set(sent.map((one) => one.page))) {
    if (page.isTakenOver) continue;
    let before = -1;
    for (const { type } of sent.filter((one) => one.page === page)) {
      const place = places.get(type);
      if (place === undefined) continue;
      if (place < before) throw new Error(`${type} was overtaken.`);
      before = place;
    }
  }
}
