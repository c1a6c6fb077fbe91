// Bundles the soak runner and runs it in this process. With `--plant <bug>` the bundle has that bug.
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bundleSoak } from './soak-bundle.mjs';

const args = process.argv.slice(2);
const plant = args.includes('--plant') ? args[args.indexOf('--plant') + 1] : undefined;
const bundle = await bundleSoak('run', plant);
process.on('exit', () => rmSync(bundle, { force: true }));
await import(pathToFileURL(bundle).href);
