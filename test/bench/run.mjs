// Measures what the kit promises, next to what else there is. `--only <part>` runs one part,
// `--json` prints data. A missed goal is reported; it is no failure.
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { BenchBrowser } from './bench-browser.mjs';
import { measureActivity } from './measure-activity.mjs';
import { measureClient } from './measure-client.mjs';
import { measureCodec } from './measure-codec.mjs';
import { measureEditor } from './measure-editor.mjs';
import { measureFeed } from './measure-feed.mjs';
import { measureHeap } from './measure-heap.mjs';
import { measureHerd } from './measure-herd.mjs';
import { measureSize } from './measure-size.mjs';
import { measureWorker } from './measure-worker.mjs';
import { table, verdict } from './report.mjs';

/** @type {Record<string, (browser: BenchBrowser) => Promise<import('./report.mjs').Section[]>>} */
const PARTS = {
  feed: measureFeed,
  activity: measureActivity,
  heap: measureHeap,
  client: measureClient,
  worker: measureWorker,
  codec: measureCodec,
  editor: measureEditor,
  size: measureSize,
  herd: measureHerd,
};

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const names = values.only ? [values.only] : Object.keys(PARTS);
const unknown = names.find((name) => !(name in PARTS));
if (unknown !== undefined) {
  console.error(
    `Failed to run the benchmark "${unknown}": there is none. Use: ${Object.keys(PARTS).join(', ')}.`,
  );
  process.exit(2);
}

const started = performance.now();
const [loadBefore = 0] = loadavg();
const browser = await BenchBrowser.launch();
/** @type {import('./report.mjs').Section[]} */
const sections = [];
try {
  for (const name of names) {
    console.error(`Measuring ${name} …`);
    sections.push(...((await PARTS[name]?.(browser)) ?? []));
  }
} finally {
  await browser.close();
}

const machine = {
  processors: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
  chromium: browser.version,
  node: process.version,
  loadBefore,
  seconds: Math.round((performance.now() - started) / 1000),
};
if (values.json) {
  const judged = sections.map((section) => ({
    ...section,
    rows: section.rows.map((row) => ({ ...row, verdict: verdict(row) })),
  }));
  console.log(JSON.stringify({ machine, sections: judged }, null, 2));
} else {
  console.log(`\n${table(sections)}\n`);
  console.log(
    `${machine.processors} · Chromium ${machine.chromium}, headless · Node ${machine.node} · ` +
      `load ${loadBefore.toFixed(1)} before · ${machine.seconds} s`,
  );
  console.log(
    'Times depend on the machine and on what else it does: compare within one run, never across.',
  );
}
