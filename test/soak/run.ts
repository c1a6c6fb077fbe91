import { parseArgs } from 'node:util';
import { editorSuite } from './editor.js';
import type { EditorScript } from './editor-script.js';
import { soakSeed, type SoakSuite } from './soak.js';

// Lets random things happen and looks whether the laws hold:
//   npm run soak -- --suite editor --seeds 10000        the seeds 1 to 10000
//   npm run soak -- --suite editor --seed 42            one seed again

const WIRES = ['yjs', 'channel', 'plain', 'plain-strict'] as const;
/** The suites by name: `editor` for every wire, and `editor-<wire>` for one. */
const SUITES: Readonly<Record<string, SoakSuite<EditorScript>>> = {
  editor: editorSuite(...WIRES),
  ...Object.fromEntries(WIRES.map((wire) => [`editor-${wire}`, editorSuite(wire)])),
};

const { values } = parseArgs({
  options: {
    suite: { type: 'string', default: 'editor' },
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
});
const suite = SUITES[values.suite];
const first = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
if (!suite || !Number.isInteger(first) || !Number.isInteger(count)) {
  const suites = Object.keys(SUITES).join(', ');
  console.error(`Failed to soak: suites are ${suites}, and seeds whole numbers.`);
  process.exit(2);
}

const started = performance.now();
let failed = 0;
for (let seed = first; seed < first + count; seed++) {
  const failure = await soakSeed(suite, seed);
  if (failure) {
    failed++;
    console.error(`\n✗ seed ${seed}: ${failure.error}\n${failure.script}`);
    console.error(`  again: npm run soak -- --suite ${values.suite} --seed ${seed}`);
  }
  if ((seed - first + 1) % 1000 === 0) console.error(`${seed - first + 1} of ${count} …`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `${values.suite}: ${count - failed} of ${count} seeds hold, ${failed} fail (${seconds} s)`,
);
// What still runs in packages must not keep the process.
process.exit(failed > 0 ? 1 : 0);
