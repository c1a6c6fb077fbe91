import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durableScene, type DurablePage } from './durable-scene.js';

const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('send' as const), n: fc.nat(7) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait' as const), n: fc.nat(3000) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait' as const), n: fc.nat(15) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reload' as const), n: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), n: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open' as const), n: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), n: fc.nat(7) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('freeze' as const), n: fc.nat(7) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('line' as const), n: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('store' as const), n: fc.nat(3) }) },
);

interface Sent {
  readonly page: DurablePage;
  readonly type: string;
  readonly message: ReturnType<DurablePage['client']['send']>;
  /** Whether it was ever seen in the store, or acknowledged. */
  isSafe: boolean;
}

/** Plays a script, brings everything back, and tells what was sent and what arrived. */
async function play(
  steps: readonly { readonly do: string; readonly n: number }[],
  isOnline: boolean,
) {
  const scene = durableScene(isOnline ? 20 : 0);
  const { stage } = scene;
  const live: DurablePage[] = [];
  const all: Sent[] = [];
  const open = (): void => void live.push(scene.page({}, { ackRetries: Infinity, ...patient }));
  const pick = (n: number): DurablePage | undefined => live[n % (live.length || 1)];
  const crash = (page: DurablePage | undefined): void => {
    if (!page) return;
    note();
    page.tab.crash();
    live.splice(live.indexOf(page), 1);
  };
  const note = (): void => {
    const stored = new Set(
      stage.stores.values('orders').map((value) => (value as Sent['message']).id),
    );
    for (const sent of all)
      sent.isSafe ||= stored.has(sent.message.id) || sent.message.fate === 'delivered';
  };
  scene.answer = isOnline ? 'accept' : 'refuse';
  open();
  for (const { do: what, n } of steps) {
    const page = pick(n);
    if (what === 'send' && page) {
      const type = `${all.length}`;
      const message = page.client.send(type, {}, { ack: true });
      all.push({ page, type, message, isSafe: false });
    } else if (what === 'wait') await stage.advance(n);
    else if (what === 'crash') crash(page);
    else if (what === 'reload') {
      crash(page);
      open();
    } else if (what === 'open' && live.length < 3) open();
    else if (what === 'leave' && page) {
      page.client.disconnect();
      page.client.connect().catch(() => undefined);
    } else if (what === 'freeze' && page) {
      if (page.tab.page.frozen) page.tab.page.resume();
      else page.tab.page.freeze();
    } else if (what === 'store') stage.stores.latency = [0, 3, 50, 400][n]!;
    else if (what === 'line' && isOnline) {
      scene.answer = n % 2 ? 'accept' : 'refuse';
      scene.acks = [0, undefined, 40, 0, 5000, 15_000][n];
      if (n > 2) for (const server of scene.connections) server.drop();
    }
    note();
  }
  for (const { tab } of live) tab.page.resume();
  stage.stores.restore();
  scene.acks = 0;
  await stage.advance(1000);
  scene.answer = 'accept';
  open();
  await stage.advance(120_000);
  note();
  const alive = new Set(live);
  const expected = all.filter(({ page, isSafe }) => isSafe || alive.has(page));
  const errors = live.flatMap((page) => page.errors);
  const left = scene.stored();
  const { taken, read } = scene;
  stage.dispose();
  return { all, expected, taken, read, left, errors, reported: stage.errors };
}

const patient = { maxReconnectAttempts: Infinity, heartbeatInterval: 5000 };

test('whatever happens, what was kept arrives, once and in the order of its page', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { all, expected, taken, left, errors, reported } = await play(steps, true);
      expect(taken).toEqual(expect.arrayContaining(expected.map(({ type }) => type)));
      expect(new Set(taken).size).toBe(taken.length);
      for (const page of new Set(all.map((sent) => sent.page))) {
        const own = all.filter((sent) => sent.page === page).map(({ type }) => type);
        const arrived = taken.filter((type) => own.includes(type));
        expect(arrived).toEqual(own.filter((type) => arrived.includes(type)));
      }
      expect(left).toEqual([]);
      expect(errors.filter((code) => code !== 'taken-over' && code !== 'outbox-not-kept')).toEqual(
        [],
      );
      expect(reported).toEqual([]);
    }),
    { numRuns: 300 },
  );
}, 120_000);

test('what was never on the wire goes there once, however many tabs could send it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { expected, read, left } = await play(steps, false);
      expect([...read].sort()).toEqual(expected.map(({ type }) => type).sort());
      expect(left).toEqual([]);
    }),
    { numRuns: 300 },
  );
}, 120_000);
