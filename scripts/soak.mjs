// Bundles the soak runner and runs it in this process. With `--plant <bug>` the bundle has that bug.
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { plantPlugin } from '../test/soak/plants.mjs';

const folder = resolve('node_modules/.cache/tallylight');
const outfile = resolve(folder, `soak-${process.pid}.mjs`);
const args = process.argv.slice(2);
const plant = args.includes('--plant') ? args[args.indexOf('--plant') + 1] : undefined;
mkdirSync(folder, { recursive: true });
process.on('exit', () => rmSync(outfile, { force: true }));
await build({
  entryPoints: ['test/soak/run.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'error',
  plugins: plant === undefined ? [] : [plantPlugin(plant)],
});
await import(pathToFileURL(outfile).href);
