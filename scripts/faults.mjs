// Plays real faults to real clients, one after the other, and tells how long it takes them to notice
// and to be back: ms measured on this machine, beside what is configured.
import { startVitest } from 'vitest/node';
import { BROWSER_VARIABLE, resolveBrowser } from './browser.mjs';

const HEAD = ['fault', 'who', 'noticed', 'back', 'configured'];

process.env[BROWSER_VARIABLE] = await resolveBrowser();
const vitest = await startVitest('test', ['/faults', '/shared-'], {
  ...{ run: true, watch: false, project: ['contract', 'browsers'], reporters: ['dot'] },
});
/** @type {string[][]} */
const rows = [];
let failed = vitest.state.getUnhandledErrors().length;
for (const module of vitest.state.getTestModules()) {
  for (const test of module.children.allTests()) {
    if (test.result().state === 'failed') failed += 1;
    for (const { name, who, settings, noticed, back } of test.meta().faults ?? [])
      rows.push([name, who, inMs(noticed), inMs(back), settings]);
  }
}
await vitest.close();
const widths = HEAD.map((_, column) =>
  Math.max(...[HEAD, ...rows].map((row) => row[column]?.length ?? 0)),
);
for (const row of [HEAD, ...rows]) {
  const cells = row.map((cell, column) =>
    column === 2 || column === 3
      ? cell.padStart(widths[column] ?? 0)
      : cell.padEnd(widths[column] ?? 0),
  );
  console.log(cells.join('   ').trimEnd());
}
console.log(
  '\n"noticed": from the fault until the state was "open" no more; "back": from then, or from when ' +
    'the fault was mended if that was later, until it was "open" again. "–": nobody had to notice.',
);
process.exit(failed > 0 || rows.length === 0 ? 1 : 0);

/** @param {number | undefined} ms */
function inMs(ms) {
  return ms === undefined ? '–' : `${ms} ms`;
}
