import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOutbox } from '../../src/core/memory-outbox.js';
import type { OutboxPolicy } from '../../src/core/outbox.js';
import { trackMessage, type TrackedMessage } from '../../src/core/sent-message.js';
import { Stage } from '../../src/stage/stage.js';

const policies: OutboxPolicy[] = ['drop-oldest', 'drop-newest', 'reject'];
const deaf = { onChange: noop, onError: noop, onOverdue: noop };
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('add' as const), n: fc.nat(12) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drain' as const), n: fc.nat(4) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), n: fc.nat(60) }) },
);

test('agrees with a naive outbox, whatever is done to it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.constantFrom(...policies),
      fc.nat(4),
      fc.nat(24),
      async (steps, policy, maxCount, maxBytes) => {
        const limits = { policy, maxCount, maxBytes, maxAge: 100 };
        const stage = new Stage();
        const told: number[] = [];
        const refused: string[] = [];
        const outbox = createOutbox(limits, stage.runtime.clock, {
          onChange: () => told.push(outbox.size),
          onError: (error) => refused.push(error.code),
          onOverdue: noop,
        });
        const all: TrackedMessage[] = [];
        let model: { index: number; bytes: number; since: number }[] = [];
        const fates: string[] = [];
        for (const { do: what, n } of steps) {
          if (what === 'wait') await stage.advance(n);
          model = model.filter(({ index, since }) => {
            if (stage.now - since < 100) return true;
            fates[index] = 'expired';
            return false;
          });
          if (what === 'add') {
            const message = trackMessage(String(all.length), 'note', 'x'.repeat(n));
            const index = all.push(message) - 1;
            const used = (): number => model.reduce((sum, { bytes }) => sum + bytes, 0);
            const full = (): boolean => model.length >= maxCount || used() + n > maxBytes;
            if (policy === 'drop-oldest' && n <= maxBytes) {
              while (model.length && full()) fates[model.shift()!.index] = 'failed';
            }
            const fits = !full();
            fates[index] = fits ? 'queued' : 'failed';
            if (fits) model.push({ index, bytes: n, since: stage.now });
            if (policy === 'reject' && !fits) expect(() => outbox.add(message)).toThrow();
            else outbox.add(message);
          } else if (what === 'drain') {
            let left = n;
            outbox.open(() => left-- > 0);
            for (const { index } of model.splice(0, n)) fates[index] = 'queued';
          }
          expect(outbox.size).toBe(model.length);
          expect(all.map(({ fate }) => fate)).toEqual(fates);
          expect(told.at(-1) ?? 0).toBe(outbox.size);
        }
        expect(refused).toHaveLength(fates.filter((fate) => fate !== 'queued').length);
        expect(stage.pending.timers).toBe(outbox.size ? 1 : 0);
        stage.dispose();
      },
    ),
    { numRuns: 150 },
  );
});

test('counts bytes as UTF-8', () => {
  const outbox = createOutbox({ maxBytes: 3 }, new Stage().runtime.clock, deaf);
  const euro = trackMessage('1', 'note', '€');
  const two = trackMessage('2', 'note', '€a');
  outbox.add(euro);
  outbox.add(two);
  expect([euro.fate, two.fate]).toEqual(['queued', 'failed']);
});

test('keeps for ever with an infinite age', async () => {
  const stage = new Stage();
  const outbox = createOutbox({ maxAge: Infinity }, stage.runtime.clock, deaf);
  outbox.add(trackMessage('1', 'note', 'x'));
  await stage.advance(1_000_000);
  expect(outbox.size).toBe(1);
});

function noop(): void {}
