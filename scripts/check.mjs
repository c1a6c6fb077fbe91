// Runs everything that CI checks besides tests: one line a step, and the tool's output if one fails.
// `npm run check -- lint types` runs only the steps named.
import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

/** Each step and the commands it runs, one after the other. */
const STEPS = {
  format: ['prettier --check --log-level warn .'],
  lint: ['eslint --max-warnings 0 .'],
  types: ['tsc -p tsconfig.json'],
  // An element and its registration are apart, so a template never imports the tags it uses.
  templates: [
    'lit-analyzer --strict --maxWarnings 0 --rules.no-missing-import off "src/elements/**/*.ts" "stories/**/*.ts"',
  ],
  floors: ['depcruise --config .dependency-cruiser.mjs src'],
  build: ['node scripts/build.mjs'],
  doors: ['node scripts/doors.mjs'],
  package: [
    'publint --strict',
    'attw --pack . --profile esm-only --exclude-entrypoints ./custom-elements.json ./stage/stream.schema.json',
  ],
  size: ['size-limit'],
  unused: ['knip --no-progress'],
};

const names = Object.keys(STEPS);
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !names.includes(name));
if (unknown) {
  console.error(`Failed to run the check "${unknown}": there is none. Use: ${names.join(', ')}.`);
  process.exit(2);
}

const started = performance.now();
for (const [name, commands] of Object.entries(STEPS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const start = performance.now();
  for (const command of commands) {
    const { code, output } = await run(command);
    if (code === 0) continue;
    console.log(`✗ ${name.padEnd(10)} ${seconds(start)}\n\n${output.trimEnd()}\n`);
    console.log(`The check "${name}" failed: ${command}`);
    process.exit(1);
  }
  console.log(`✓ ${name.padEnd(10)} ${seconds(start)}`);
}
console.log(`All checks passed in ${seconds(started).trim()}.`);

/**
 * @param {string} command
 * @returns {Promise<{ code: number; output: string }>}
 */
function run(command) {
  const child = spawn(command, {
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: [resolve('node_modules/.bin'), process.env['PATH']].join(delimiter),
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
    },
  });
  let output = '';
  const collect = (/** @type {Buffer} */ chunk) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((done) => child.on('close', (code) => done({ code: code ?? 1, output })));
}

/** @param {number} start */
function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1).padStart(5)} s`;
}
