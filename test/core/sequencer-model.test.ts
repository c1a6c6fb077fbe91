import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sequenced } from './sequencer-scene.js';

const WINDOW = 8;

/** A message as the network treats it: how many others overtake it, how often it comes, or not. */
const passage = fc.record({
  overtaken: fc.integer({ min: 0, max: WINDOW - 1 }),
  copies: fc.constantFrom(1, 1, 1, 2, 3),
  lost: fc.constantFrom(false, false, false, false, true),
  pause: fc.constantFrom(0, 0, 1, 5),
});
const passages = fc.array(passage, { minLength: 1, maxLength: 60 });

test('overtaken and doubled within the window: everything comes once, in order, in silence', async () => {
  await fc.assert(
    fc.asyncProperty(passages, async (network) => {
      const { arrive, told } = await sequenced({ window: WINDOW * 3, after: 0 });
      arrive(...arrivals(network.map((each) => ({ ...each, lost: false }))));
      expect(told.slice(1)).toEqual(network.map((_, index) => String(index + 1)));
    }),
  );
});

test('whatever is lost: the rest comes once, in order, and every loss is told and settled', async () => {
  await fc.assert(
    fc.asyncProperty(passages, fc.integer({ min: 1, max: 9 }), async (network, patience) => {
      const { stage, arrive, told } = await sequenced({
        window: WINDOW,
        wait: 3,
        patience,
        maxHeld: WINDOW * 2,
        after: 0,
      });
      const wanted = new Set(arrivals(network));
      for (const [index, seq] of arrivals(network).entries()) {
        arrive(seq);
        await stage.advance(network[index]?.pause ?? 0);
      }
      await stage.advance(network.length * (patience + 3));
      const delivered = told.filter((entry) => /^\d+$/.test(entry)).map(Number);
      expect(delivered).toEqual([...new Set(delivered)].sort((a, b) => a - b));
      const gaps = ranges(told, 'gap');
      for (const seq of wanted) if (!delivered.includes(seq)) expect(gaps).toContain(seq);
      for (let seq = 1; seq < Math.max(...wanted); seq++) {
        if (!wanted.has(seq)) expect(gaps).toContain(seq);
      }
      const settled = told.filter((entry) => /^(recovered|reset)/.test(entry));
      expect(settled).toHaveLength(told.filter((entry) => entry.startsWith('gap')).length);
      expect(stage.pending.timers).toBe(0);
    }),
    { numRuns: 60 },
  );
});

/** The order in which `seq`s arrive. */
function arrivals(network: readonly { overtaken: number; copies: number; lost: boolean }[]) {
  return network
    .flatMap(({ overtaken, copies, lost }, index) =>
      Array.from({ length: lost ? 0 : copies }, (_, copy) => ({
        seq: index + 1,
        at: index + overtaken + copy * 0.5,
      })),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ seq }) => seq);
}

function ranges(told: readonly string[], kind: string): number[] {
  return told
    .filter((entry) => entry.startsWith(kind))
    .flatMap((entry) => {
      const [from = 0, to = 0] = entry.split(' ')[1]!.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    });
}
