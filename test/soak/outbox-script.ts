import fc from 'fast-check';

/** What a page, its user, the server, the store or the clock does. */
export type OutboxVerb =
  | 'send'
  | 'ask'
  | 'open'
  | 'reload'
  | 'crash'
  | 'leave'
  | 'freeze'
  | 'resume'
  | 'hide'
  | 'show'
  | 'accept'
  | 'refuse'
  | 'drop'
  | 'stall'
  | 'acks'
  | 'store'
  | 'clear'
  | 'jump';

export interface OutboxStep {
  /** Whom it befalls, where it befalls one: counted among the pages that are there. */
  readonly tab: number;
  readonly do: OutboxVerb;
  readonly amount: number;
  /** The time until the next step, in ms. */
  readonly wait: number;
}

export interface OutboxScript {
  readonly seed: number;
  readonly tabs: number;
  readonly latency: number;
  readonly jitter: number;
  /** Whether nobody can connect before all is over: then nothing may go out twice. */
  readonly isOffline: boolean;
  readonly steps: readonly OutboxStep[];
}

const VERBS: Readonly<Record<OutboxVerb, number>> = {
  ...{ send: 4, ask: 12, open: 3, reload: 4, crash: 3, leave: 2 },
  ...{ freeze: 2, resume: 3, hide: 1, show: 1 },
  ...{ accept: 3, refuse: 2, drop: 3, stall: 2, acks: 4, store: 4, clear: 1, jump: 1 },
};

const wait = fc.oneof(
  { weight: 4, arbitrary: fc.nat(3) },
  { weight: 4, arbitrary: fc.nat(400) },
  { weight: 6, arbitrary: fc.nat(8000) },
  { weight: 3, arbitrary: fc.nat(60_000) },
  { weight: 1, arbitrary: fc.nat(900_000) },
);

/** Draws scripts for pages whose outbox lasts. */
export const outboxScript: fc.Arbitrary<OutboxScript> = fc.record({
  seed: fc.nat(),
  tabs: fc.integer({ min: 1, max: 2 }),
  latency: fc.nat(200),
  jitter: fc.nat(200),
  isOffline: fc.oneof(
    { weight: 3, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  steps: fc.array(
    fc.record({
      tab: fc.nat(2),
      do: fc.oneof(
        ...Object.entries(VERBS).map(([name, weight]) => ({
          weight,
          arbitrary: fc.constant(name as OutboxVerb),
        })),
      ),
      amount: fc.nat(99),
      wait,
    }),
    { minLength: 1, maxLength: 40, size: 'max' },
  ),
});

/** Tells a script, step by step. */
export function describeOutbox({ steps, ...world }: OutboxScript): string {
  const lines = steps.map(
    ({ tab, do: what, amount, wait: ms }) => `  page ${tab}: ${what} ${amount}, then ${ms} ms`,
  );
  return [JSON.stringify(world), ...lines].join('\n');
}
