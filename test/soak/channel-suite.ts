import fc from 'fast-check';
import { Stage } from '../../src/stage.js';
import { ChannelMember, CHANNEL } from './channel-member.js';
import type { SoakSuite } from './soak.js';

type ChannelVerb =
  | 'say'
  | 'logout'
  | 'freeze'
  | 'resume'
  | 'pagehide'
  | 'pageshow'
  | 'hide'
  | 'close'
  | 'kill'
  | 'open'
  | 'jump'
  | 'garbage'
  | 'uncloneable';

interface ChannelStep {
  readonly tab: number;
  readonly do: ChannelVerb;
  readonly amount: number;
  readonly wait: number;
}

/** All that happens between some tabs. */
export interface ChannelScript {
  readonly seed: number;
  readonly tabs: number;
  readonly steps: readonly ChannelStep[];
}

const VERBS: Readonly<Record<ChannelVerb, number>> = {
  ...{ say: 14, logout: 2, freeze: 3, resume: 4, pagehide: 2, pageshow: 3, hide: 1 },
  ...{ close: 1, kill: 1, open: 2, jump: 1, garbage: 1, uncloneable: 1 },
};

/** What else may turn up on a channel that other code uses as well. */
const GARBAGE: readonly unknown[] = [null, 7, 'text', [], {}, { type: 1 }, { type: 'x' }];

/** The most tabs at a time. */
const MOST = 6;

const step: fc.Arbitrary<ChannelStep> = fc.record({
  tab: fc.nat(MOST),
  do: fc.oneof(
    ...Object.entries(VERBS).map(([verb, weight]) => ({
      weight,
      arbitrary: fc.constant(verb as ChannelVerb),
    })),
  ),
  amount: fc.nat(20),
  wait: fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.nat(2000) },
    { weight: 2, arbitrary: fc.nat(600_000) },
    { weight: 1, arbitrary: fc.constant(3_600_000) },
  ),
});

/**
 * Lets the tabs of a browser speak with each other while they come, go, freeze and die. The laws:
 *
 * Whoever is on the channel when something is said hears it, once, in the order in which it was
 * said, a frozen tab when it thaws; whoever leaves hears nothing more. A logout gets every tab that
 * hears it to the login page within a second. What nobody can read is told and harms nothing. After
 * the end no channel, timer or listener is left.
 */
export const channelSuite: SoakSuite<ChannelScript> = {
  script: fc.record({
    seed: fc.nat(),
    tabs: fc.integer({ min: 2, max: 4 }),
    steps: fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }),
  }),
  run: runChannel,
  describe: ({ steps, ...world }) =>
    [
      JSON.stringify(world),
      ...steps.map(
        ({ tab, do: what, amount, wait }) => `  tab ${tab}: ${what} ${amount}, then ${wait} ms`,
      ),
    ].join('\n'),
};

async function runChannel({ seed, tabs, steps }: ChannelScript): Promise<void> {
  const stage = new Stage({ seed });
  const members = new Set<ChannelMember>();
  let garbage: (data: unknown) => void = () => undefined;
  const leave = stage.channel(CHANNEL, (peer) => (garbage = (data) => peer.post(data)));
  const open = (): void => {
    if (members.size < MOST) members.add(new ChannelMember(stage, members));
  };
  const look = (): void => {
    for (const member of members) member.look();
    if (stage.errors.length > 0) throw stage.errors[0];
  };
  try {
    for (let n = 0; n < tabs; n++) open();
    for (const { tab, do: verb, amount, wait } of steps) {
      const member = [...members][tab % members.size];
      if (verb === 'open' || !member) open();
      else if (verb === 'jump') stage.cue('clock', { do: 'jump', by: (amount - 10) * 360_000 });
      else if (verb === 'garbage') {
        const data = GARBAGE[amount % GARBAGE.length];
        for (const other of members) other.owe('garbage');
        garbage(data);
      } else member.act(verb, amount);
      await stage.advance(wait);
      // Without a moment nothing can have arrived.
      if (wait > 0) look();
    }
    for (const member of members) member.heal();
    await stage.advance(2000);
    for (const member of members) member.act('say', 1);
    await stage.advance(2000);
    look();
    leave();
    for (const member of members) member.act('close', 0);
    await stage.advance(2000);
    const left = Object.entries(stage.pending).filter(([, count]) => count > 0);
    if (left[0]) throw new Error(`Left behind: ${left.map(([what, n]) => `${n} ${what}`).join()}.`);
    if (stage.errors.length > 0) throw stage.errors[0];
  } finally {
    stage.dispose();
  }
}
