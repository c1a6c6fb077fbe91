// Runs every test project, then a slice of the soak, and ends with one line that adds them up.
// Arguments go to Vitest; with a project or a file there is no soak.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { parseCLI, startVitest } from 'vitest/node';
import { BROWSER_VARIABLE, resolveBrowser } from './browser.mjs';

/** The same seeds every time, as many as take some 40 s; a slow machine gets through fewer. */
const SOAK = ['--seeds', '1600', '--for', '60'];

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const projects = [options.project ?? []].flat();
const isWhole = projects.length === 0 && filter.length === 0;
const needsBrowser = projects.length === 0 || projects.some((name) => name !== 'unit');

try {
  if (needsBrowser) process.env[BROWSER_VARIABLE] = await resolveBrowser();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  finish(0, 1);
}

// Pictures of an earlier failure would pass for this run's.
rmSync('test/visual/actual', { recursive: true, force: true });

const vitest = await startVitest('test', filter, { ...options, run: true, watch: false }).catch(
  (error) => {
    console.error(error);
    return finish(0, 1);
  },
);
let passed = 0;
// An error outside of any test is as bad as a failed test.
let failed = vitest.state.getUnhandledErrors().length;
for (const module of vitest.state.getTestModules()) {
  if (module.errors().length > 0) failed += 1;
  for (const suite of module.children.allSuites()) failed += suite.errors().length > 0 ? 1 : 0;
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    // A test that never got a result (its page crashed, say) did not pass.
    if (state === 'passed') passed += 1;
    else if (state !== 'skipped') failed += 1;
  }
}
if (failed === 0 && process.exitCode) failed = 1;
await vitest.close();
// By itself, because the tests before it may need the whole processor.
if (isWhole) {
  const { status } = spawnSync(process.execPath, ['scripts/soak.mjs', ...SOAK], {
    stdio: 'inherit',
  });
  if (status === 0) passed += 1;
  else failed += 1;
}
if (passed + failed === 0) console.error('No tests were found.');
finish(passed, failed);

/**
 * @param {number} passed
 * @param {number} failed
 * @returns {never}
 */
function finish(passed, failed) {
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
