import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { plantPlugin } from '../test/soak/plants.mjs';

const FOLDER = resolve('node_modules/.cache/tallylight');

/**
 * Bundles a file of the soak for Node, and tells where to. Whoever asks removes the bundle.
 *
 * @param {string} entry Which file of `test/soak`, without `.ts`.
 * @param {string} [plant] Which bug the bundle is to have; none by default.
 * @returns {Promise<string>}
 */
export async function bundleSoak(entry, plant) {
  mkdirSync(FOLDER, { recursive: true });
  const outfile = resolve(FOLDER, `${entry}-${plant ?? 'sound'}-${process.pid}.mjs`);
  await build({
    entryPoints: [`test/soak/${entry}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
    plugins: plant === undefined ? [] : [plantPlugin(plant)],
  });
  return outfile;
}
