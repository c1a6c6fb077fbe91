// Makes `dist` and the custom-elements manifest: what the package ships.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const SCHEMA = 'stage/stream.schema.json';

rmSync('dist', { recursive: true, force: true });
run('tsc', ['-p', 'tsconfig.build.json']);
cpSync(`src/${SCHEMA}`, `dist/${SCHEMA}`);
minifyStyles();
bundleWorker();
run('cem', ['analyze', '--quiet']);

/** Puts the worker into one file: bundlers and servers may copy it to wherever they like. */
function bundleWorker() {
  const file = 'dist/transports/data-processor.worker.js';
  const options = [
    '--bundle',
    '--format=esm',
    '--target=es2022',
    '--minify',
    '--log-level=warning',
  ];
  run('esbuild', [file, `--outfile=${file}`, '--allow-overwrite', '--sourcemap', ...options]);
}

/** Takes comments and indentation out of the css literals, which no minifier touches. */
function minifyStyles() {
  const files = readdirSync('dist', { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => /\.styles\.js$|^styles.*\.js$/.test(name))) {
    const code = readFileSync(`dist/${file}`, 'utf8');
    const minified = code.replace(/css `[^`]*`/g, (literal) =>
      literal
        .replace(/\/\*.*?\*\//gs, '')
        .replace(/\s+/g, ' ')
        .replace(/([;{},]) /g, '$1')
        .replace(/ ([{}])/g, '$1'),
    );
    writeFileSync(`dist/${file}`, minified);
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
