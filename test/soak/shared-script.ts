import fc from 'fast-check';
import { transportScript, type TransportScript } from './transport-script.js';

/** What a tab, its user, the server or the network does. */
export type SharedVerb =
  | 'publish'
  | 'send'
  | 'open'
  | 'close'
  | 'kill'
  | 'killLeader'
  | 'reload'
  | 'freeze'
  | 'freezeLeader'
  | 'resume'
  | 'hide'
  | 'show'
  | 'focus'
  | 'pagehide'
  | 'pageshow'
  | 'leave'
  | 'come'
  | 'drop'
  | 'end'
  | 'goodbye'
  | 'restart'
  | 'refuse'
  | 'hang'
  | 'accept'
  | 'stall'
  | 'restore'
  | 'jump'
  | 'expire'
  | 'refresh';

export interface SharedStep {
  /** Whom it befalls, where it befalls one: counted among the tabs that are there. */
  readonly tab: number;
  readonly do: SharedVerb;
  /** How many, how far, or which: what it means depends on the verb. */
  readonly amount: number;
  /** The time until the next step, in ms. */
  readonly wait: number;
}

export type SharedScript = TransportScript<SharedStep>;

/** How often each thing happens. */
const VERBS: Readonly<Record<SharedVerb, number>> = {
  ...{ publish: 18, send: 12, open: 5, close: 2, kill: 1, killLeader: 2, reload: 2 },
  ...{ freeze: 2, freezeLeader: 3, resume: 5, hide: 2, show: 3, focus: 2 },
  ...{ pagehide: 1, pageshow: 2, leave: 1, come: 2 },
  ...{ drop: 3, end: 1, goodbye: 1, restart: 2, refuse: 2, hang: 1, accept: 5 },
  ...{ stall: 3, restore: 3, jump: 3, expire: 2, refresh: 3 },
};

/** Hours would be many beats of the leader, and nothing else. */
const pause = fc.oneof(
  { weight: 2, arbitrary: fc.nat(20) },
  { weight: 4, arbitrary: fc.nat(400) },
  { weight: 6, arbitrary: fc.nat(8000) },
  { weight: 3, arbitrary: fc.nat(60_000) },
  { weight: 1, arbitrary: fc.nat(400_000) },
);

const step: fc.Arbitrary<SharedStep> = fc.record({
  tab: fc.nat(4),
  do: fc.oneof(
    ...Object.entries(VERBS).map(([name, weight]) => ({
      weight,
      arbitrary: fc.constant(name as SharedVerb),
    })),
  ),
  amount: fc.nat(99),
  wait: pause,
});

/** Draws scripts for tabs that share a connection. */
export const sharedScript: fc.Arbitrary<SharedScript> = fc
  .record({
    world: transportScript({ tabs: 5, broker: true, forgetful: true, ways: 2 }),
    tabs: fc.integer({ min: 2, max: 5 }),
    steps: fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }),
  })
  .map(({ world, ...rest }) => ({ ...world, ...(world.way === 1 && REPEATED), ...rest }));

/** Without numbers nobody can tell what is missing: nothing may be lost, swapped or forgotten. */
const REPEATED = { loss: 0, duplicate: 0, reorder: 0, history: 900, forgets: false };
