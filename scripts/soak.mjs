// Bundles the soak runner, or with `fuzz` first the one of the fuzz, and runs it in this process.
// With `--plant <bug>` the bundle has that bug.
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bundleSoak } from './soak-bundle.mjs';

const args = process.argv.slice(2);
const isFuzz = args[0] === 'fuzz';
if (isFuzz) process.argv.splice(2, 1);
const plant = args.includes('--plant') ? args[args.indexOf('--plant') + 1] : undefined;
const bundle = await bundleSoak(isFuzz ? 'fuzz-run' : 'run', plant);
process.on('exit', () => rmSync(bundle, { force: true }));
await import(pathToFileURL(bundle).href);
