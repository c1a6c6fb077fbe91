import fc from 'fast-check';

/** What the server, the network, a tab or its user does. */
export type TransportVerb =
  | 'publish'
  | 'send'
  | 'drop'
  | 'close'
  | 'goodbye'
  | 'refuse'
  | 'hang'
  | 'accept'
  | 'stall'
  | 'restore'
  | 'offline'
  | 'online'
  | 'freeze'
  | 'resume'
  | 'hide'
  | 'show'
  | 'focus'
  | 'reload'
  | 'jump'
  | 'restart'
  | 'expire'
  | 'refresh'
  | 'leave'
  | 'come'
  | 'kill';

export interface TransportStep {
  /** Whom it befalls, where it befalls one. */
  readonly tab: number;
  readonly do: TransportVerb;
  /** How many, how far, or which: what it means depends on the verb. */
  readonly amount: number;
  /** The time until the next step, in ms. */
  readonly wait: number;
}

/** All that happens in one run. */
export interface TransportScript<Step = TransportStep> {
  readonly seed: number;
  readonly tabs: number;
  readonly latency: number;
  readonly jitter: number;
  /** In percent, of what the server's broker passes on; only where the protocol can bear it. */
  readonly loss: number;
  readonly duplicate: number;
  readonly reorder: number;
  /** How many messages the server can send again. */
  readonly history: number;
  /** Whether a server that starts again has forgotten everything and counts from 1. */
  readonly forgets: boolean;
  /** How messages travel: which of the ways that the transport has. */
  readonly way: number;
  readonly steps: readonly Step[];
}

/** How often each thing happens. */
const VERBS: Readonly<Record<TransportVerb, number>> = {
  ...{ publish: 16, send: 10 },
  ...{ drop: 4, close: 2, goodbye: 1, restart: 2, expire: 2, refresh: 3 },
  ...{ refuse: 2, hang: 2, accept: 5, stall: 4, restore: 3, offline: 2, online: 3 },
  ...{ freeze: 2, resume: 3, hide: 2, show: 3, focus: 2, reload: 1, jump: 3 },
  ...{ leave: 1, come: 2, kill: 1 },
};

const verb = fc.oneof(
  ...Object.entries(VERBS).map(([name, weight]) => ({
    weight,
    arbitrary: fc.constant(name as TransportVerb),
  })),
);

/** Mostly what a line takes to fail and mend; now and then the hour after which a lid is opened. */
const wait = fc.oneof(
  { weight: 4, arbitrary: fc.nat(400) },
  { weight: 5, arbitrary: fc.nat(8000) },
  { weight: 5, arbitrary: fc.nat(90_000) },
  { weight: 3, arbitrary: fc.nat(900_000) },
  { weight: 1, arbitrary: fc.constant(3_600_000) },
);

const step: fc.Arbitrary<TransportStep> = fc.record({
  tab: fc.nat(3),
  do: verb,
  amount: fc.nat(99),
  wait,
});

/** What a transport lets be drawn. */
export interface TransportRange {
  /** The most tabs. */
  readonly tabs: number;
  /** Whether the broker behind the server may lose, double and swap messages. */
  readonly broker: boolean;
  /** Whether history is short, and servers forget. */
  readonly forgetful: boolean;
  /** How many ways it has. */
  readonly ways: number;
}

/** Draws scripts for a transport. */
export function transportScript(range: TransportRange): fc.Arbitrary<TransportScript> {
  const share = range.broker
    ? fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(30) })
    : fc.constant(0);
  return fc.record({
    seed: fc.nat(),
    // One is cheapest, and most often enough.
    tabs: fc.oneof(
      { weight: 3, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: range.tabs }) },
    ),
    latency: fc.nat(300),
    jitter: fc.nat(300),
    loss: share,
    duplicate: share,
    reorder: share,
    history: range.forgetful ? fc.integer({ min: 10, max: 300 }) : fc.constant(900),
    forgets: range.forgetful ? fc.boolean() : fc.constant(false),
    way: fc.nat(range.ways - 1),
    steps: fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }),
  });
}

type DescribedStep = Pick<TransportStep, 'tab' | 'amount' | 'wait'> & { readonly do: string };

/** Tells a script, step by step. */
export function describeTransport<Step extends DescribedStep>({
  steps,
  ...world
}: TransportScript<Step>): string {
  const lines = steps.map(
    ({ tab, do: what, amount, wait: ms }) =>
      `  tab ${tab % world.tabs}: ${what} ${amount}, then ${ms} ms`,
  );
  return [JSON.stringify(world), ...lines].join('\n');
}
