import { parseArgs } from 'node:util';
import { fuzzLife, TARGETS } from './fuzz.js';
import type { FuzzTarget } from './fuzz-target.js';

// Feeds every client with frames that make no sense, and looks whether it bears them:
//   npm run fuzz -- --frames 1000000                  so many frames, shared by all targets
//   npm run fuzz -- --target sse --seed 7             one life again

/** After how many frames the heap is measured. */
const MEASURE = 100_000;
/** How much the heap may have grown since the third measurement, when all code is warm, in MB. */
const GROWTH = 2;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '100000' },
    target: { type: 'string' },
    seed: { type: 'string' },
  },
});
const targets = Object.entries(TARGETS).filter(([name]) => name === (values.target ?? name));
const total = values.seed === undefined ? Number(values.frames) : 1;
if (!targets[0] || !Number.isInteger(total)) {
  const names = Object.keys(TARGETS).join(', ');
  console.error(`Failed to fuzz: targets are ${names}, and the rest are whole numbers.`);
  process.exit(2);
}

const started = performance.now();
const share = Math.ceil(total / targets.length);
const fed = new Map(targets.map(([name]) => [name, 0]));
const heaps: number[] = [];
let failed = 0;
let frames = 0;
let seed = Number(values.seed ?? 1);
// Each target has had its part by every measurement: one that comes late would still be warming up.
const turn = Math.ceil(MEASURE / targets.length);
while (frames < total) {
  for (const [name, target] of targets) {
    const until = Math.min(fed.get(name)! + turn, share);
    while (fed.get(name)! < until) await live(name, target, until - fed.get(name)!);
  }
  if (frames >= (heaps.length + 1) * MEASURE) await measure();
}
const each = [...fed].map(([name, count]) => `${name} ${count}`).join(', ');
const seconds = ((performance.now() - started) / 1000).toFixed(1);
const growth = (heaps.at(-1) ?? 0) - (heaps[2] ?? Infinity);
if (growth > GROWTH) {
  failed++;
  console.error(`✗ The heap has grown by ${growth.toFixed(1)} MB.`);
}
console.log(`fuzz: ${frames} frames (${each}), ${failed} failures (${seconds} s)`);
if (heaps[0]) console.log(`heap in MB after each ${MEASURE}: ${heaps.map(rounded).join(', ')}`);
process.exit(failed > 0 ? 1 : 0);

async function live(name: string, target: FuzzTarget, most: number): Promise<void> {
  const count = values.seed === undefined ? Math.min(target.life, most) : target.life;
  const failure = await fuzzLife(target, seed, count);
  fed.set(name, fed.get(name)! + count);
  frames += count;
  if (failure) {
    failed++;
    console.error(`\n✗ ${name}, seed ${seed}, frame ${failure.frame}: ${failure.error}`);
    console.error(`  again: npm run fuzz -- --target ${name} --seed ${seed}`);
  }
  seed++;
}

async function measure(): Promise<void> {
  // Ports that are closed, and what hangs on them, are let go of in turns to come.
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  (globalThis as { gc?: () => void }).gc?.();
  heaps.push(process.memoryUsage().heapUsed / 2 ** 20);
}

function rounded(megabytes: number): string {
  return megabytes.toFixed(1);
}
