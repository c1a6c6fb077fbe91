// Asks native Chromium, the stage, mock-socket and msw the same questions, and prints who answers as
// native does. Ends with 1 where the stage, or the client on it, does not. `--all` prints every probe.
import { startVitest } from 'vitest/node';
import { BROWSER_VARIABLE, resolveBrowser } from './browser.mjs';
import { differenceLines, LEGEND, merge, probeLines, tableLines } from './fidelity-table.mjs';

/** Who must answer as native does, or as it is known to; native itself may only change on purpose. */
const OURS = /** @type {const} */ (['native', 'client', 'stage']);

try {
  process.env[BROWSER_VARIABLE] = await resolveBrowser();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
process.env['TALLYLIGHT_MOCKS'] = '1';
console.error('Asking Chromium and everything that stands for it (about half a minute) …\n');

const options = { project: ['fidelity'], run: true, watch: false, reporters: [{}] };
const vitest = await startVitest('test', [], options);
/** @type {import('../test/fidelity/subject.js').Finding[]} */
const findings = [];
/** @type {(string | undefined)[]} */
const failures = vitest.state.getUnhandledErrors().map((error) => String(error));
for (const module of vitest.state.getTestModules()) {
  failures.push(...module.errors().map(({ message }) => message));
  for (const test of module.children.allTests()) {
    const { fidelity } = test.meta();
    const { state, errors } = test.result();
    if (fidelity) findings.push(fidelity);
    // What differs is told below, in other words.
    if (state !== 'passed' && !fidelity) failures.push(`${test.name}: ${errors?.[0]?.message}`);
  }
}
await vitest.close();

const probes = merge(findings);
const mistakes = differenceLines(probes, OURS);
const lines = [
  ...probeLines(probes, process.argv.includes('--all')),
  LEGEND,
  ...tableLines(probes),
  '',
  ...mistakes,
  ...failures.map((failure) => `✗ ${failure}\n`),
  mistakes.length + failures.length === 0 && probes.length > 0
    ? `${probes.length} probes: the stage answers as native does.`
    : `${probes.length} probes: ${mistakes.length} where we differ, ${failures.length} other failures.`,
];
console.log(lines.join('\n'));
process.exit(mistakes.length + failures.length > 0 || probes.length === 0 ? 1 : 0);
