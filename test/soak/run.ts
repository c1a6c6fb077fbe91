import { parseArgs } from 'node:util';
import { ALL, type Soak, SUITES } from './suites.js';

// Lets random things happen and looks whether the laws hold:
//   npm run soak -- --seeds 1000                        1000 seeds, shared by all suites
//   npm run soak -- --suite websocket --seeds 10000     the seeds 1 to 10000 of one suite
//   npm run soak -- --suite websocket --seed 42         one seed again
// With `--for 60` it ends after 60 s, however many seeds are left.

const { values } = parseArgs({
  options: {
    suite: { type: 'string' },
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    for: { type: 'string', default: 'Infinity' },
    // Carried out by the bundler, which knows what to change.
    plant: { type: 'string' },
  },
});
const suites = Object.entries(values.suite === undefined ? ALL : pick(values.suite));
const first = Number(values.seed ?? values.from);
const seeds = values.seed === undefined ? Number(values.seeds) : suites.length;
const seconds = Number(values.for);
if (!suites[0] || !Number.isInteger(first) || !Number.isInteger(seeds) || !(seconds > 0)) {
  console.error(
    `Failed to soak: suites are ${Object.keys(SUITES).join(', ')}, and the rest are numbers.`,
  );
  process.exit(2);
}

// Clients make errors by the thousand; where each was made nobody asks.
if (values.seed === undefined) Error.stackTraceLimit = 0;
const started = performance.now();
const spent = (): number => (performance.now() - started) / 1000;
const held = new Map(suites.map(([name]) => [name, 0]));
let failed = 0;
const rounds = Math.ceil(seeds / suites.length);
for (let seed = first; seed < first + rounds && spent() < seconds; seed++) {
  for (const [name, soak] of suites) {
    const failure = await soak(seed);
    if (!failure) held.set(name, held.get(name)! + 1);
    else {
      failed++;
      console.error(`\n✗ ${name}, seed ${seed}: ${failure.error}\n${failure.script}`);
      const planted = values.plant ? ` --plant ${values.plant}` : '';
      console.error(`  again: npm run soak -- --suite ${name} --seed ${seed}${planted}`);
    }
  }
  if ((seed - first + 1) % 1000 === 0) console.error(`${seed - first + 1} of ${rounds} …`);
}
const total = [...held.values()].reduce((sum, count) => sum + count, 0);
const each = [...held].map(([name, count]) => `${name} ${count}`).join(', ');
console.log(`soak: ${total} seeds hold (${each}), ${failed} fail (${spent().toFixed(1)} s)`);
// What still runs in packages must not keep the process.
process.exit(failed > 0 ? 1 : 0);

function pick(name: string): Readonly<Record<string, Soak>> {
  const soak = SUITES[name];
  return soak ? { [name]: soak } : {};
}
