// Bundles what the benchmarks run, the way an application would.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Bundles a file of this folder, minified.
 *
 * @param {string} file
 * @param {'browser' | 'node'} [platform]
 * @returns {Promise<string>} the code
 */
export function bundleFile(file, platform = 'browser') {
  return bundle({ entryPoints: [`${here}${file}`] }, platform);
}

/**
 * Bundles one line of code, minified, and compresses it.
 *
 * @param {string} line What an application would write.
 * @param {string[]} [external] The packages to leave out.
 * @returns {Promise<number>} its size in bytes, gzip -9
 */
export async function gzipSize(line, external = []) {
  const stdin = /** @type {const} */ ({ contents: line, resolveDir: here, loader: 'ts' });
  const code = await bundle({ stdin, external });
  return gzipSync(code, { level: 9 }).length;
}

/**
 * @param {import('esbuild').BuildOptions} input
 * @param {'browser' | 'node'} [platform]
 * @returns {Promise<string>}
 */
async function bundle(input, platform = 'browser') {
  const { outputFiles = [] } = await build({
    ...input,
    platform,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}
