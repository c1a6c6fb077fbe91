// What an activity feed costs the main thread, against hand-written DOM, and how it scrolls.
import { median, takeTurns } from './rounds.mjs';

const PAGE = 'activity-page.ts';
const ROUNDS = 3;
const RATE = 1000;
const SECONDS = 3;
const LONG_RUN = 30;
const HISTORY = 100_000;
/** A fast turn of the wheel: four rows a frame. */
const STEP = 228;
const FRAMES = 300;
const RIVALS = ['element', 'handwritten'];

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @returns {Promise<import('./report.mjs').Section[]>}
 */
export async function measureActivity(browser) {
  await compareDrawings(browser);
  return [
    await measureStream(browser),
    await measureLongRun(browser),
    await measureScroll(browser),
  ];
}

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @returns {Promise<import('./report.mjs').Section>}
 */
async function measureStream(browser) {
  const work = `bench.stream(${RATE}, ${SECONDS})`;
  const rounds = await takeTurns(RIVALS, ROUNDS, (name) => costOf(browser, name, work));
  const element = median(rounds.map(({ element: own = NaN }) => own));
  const handwritten = median(rounds.map(({ handwritten: rival = NaN }) => rival));
  const ratio = median(
    rounds.map(({ element: own = NaN, handwritten: rival = NaN }) => own / rival),
  );
  const nobody = await costOf(browser, 'nobody', work);
  const ungrouped = await costOf(browser, 'ungrouped', work);
  return {
    title: `activity-feed, 100 rows, ${RATE} messages a second for ${SECONDS} s`,
    rows: [
      { figure: 'element', value: element, unit: 'ms' },
      { figure: 'hand-written DOM, one update per frame', value: handwritten, unit: 'ms' },
      { figure: 'element against hand-written', value: ratio, unit: '×', most: 1.25 },
      {
        figure: 'the same, receiving subtracted',
        value: (element - nobody) / (handwritten - nobody),
        unit: '×',
      },
      { figure: 'receiving alone, nothing drawn', value: nobody, unit: 'ms' },
      { figure: 'element without grouping', value: ungrouped, unit: 'ms' },
    ],
    note:
      'main-thread CPU time; same WebSocketClient on a synthetic socket, same rows and styles for ' +
      `both; fresh page each; median of ${ROUNDS} rounds, the last two once`,
  };
}

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @returns {Promise<import('./report.mjs').Section>}
 */
async function measureLongRun(browser) {
  /** @type {import('./report.mjs').Row[]} */
  const rows = [];
  for (const name of RIVALS) {
    const page = await prepare(browser, name);
    const before = /** @type {number} */ (await page.run('bench.nodes()'));
    const cpu = await page.longestTask(`bench.longestTask(${RATE}, ${LONG_RUN})`);
    const wall = /** @type {number} */ (await page.run('bench.longest'));
    const after = /** @type {number} */ (await page.run('bench.nodes()'));
    await page.close();
    const goal = name === 'element';
    rows.push(
      {
        figure: `${name}: longest task, CPU time`,
        value: cpu,
        unit: 'ms',
        ...(goal && { most: 50 }),
      },
      { figure: `${name}: the same by the clock, 0 for less than 50`, value: wall, unit: 'ms' },
      { figure: `${name}: nodes before`, value: before, unit: 'nodes' },
      {
        figure: `${name}: nodes after`,
        value: after,
        unit: 'nodes',
        ...(goal && { most: before }),
      },
    );
  }
  return {
    title: `activity-feed, ${RATE} messages a second for ${LONG_RUN} s`,
    rows,
    note: 'by the clock, as PerformanceObserver has it, a task also waits for a core: compare both',
  };
}

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @returns {Promise<import('./report.mjs').Section>}
 */
async function measureScroll(browser) {
  /** @type {import('./report.mjs').Row[]} */
  const rows = [];
  for (const name of RIVALS) {
    const page = await browser.open(PAGE);
    await page.run(`bench.mountHistory('${name}', ${HISTORY})`);
    await page.run(`bench.scroll(${STEP}, 60)`);
    const { total, value } = await page.cost(`bench.scroll(${STEP}, ${FRAMES})`);
    const { rate, worst } = /** @type {{ rate: number, worst: number }} */ (value);
    const nodes = /** @type {number} */ (await page.run('bench.nodes()'));
    await page.close();
    const goal = name === 'element';
    rows.push(
      { figure: `${name}: frames a second`, value: rate, unit: 'fps', ...(goal && { least: 59 }) },
      { figure: `${name}: longest frame`, value: worst, unit: 'ms' },
      { figure: `${name}: main thread per frame`, value: total / FRAMES, unit: 'ms' },
      { figure: `${name}: nodes`, value: nodes, unit: 'nodes' },
    );
  }
  return {
    title: `activity-feed, scrolling ${HISTORY.toLocaleString('en-GB')} rows by ${STEP} pixels a frame`,
    rows,
    note: 'hand-written: a window of 24 rows, all of which it knows to be equally high',
  };
}

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @param {string} name
 * @param {string} work
 */
async function costOf(browser, name, work) {
  const page = await prepare(browser, name);
  const { total } = await page.cost(work);
  await page.close();
  return total;
}

/**
 * Opens a contender that has shown 500 messages over a second: its rows are full, its code is warm.
 *
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @param {string} name
 */
async function prepare(browser, name) {
  const page = await browser.open(PAGE);
  await page.run(`bench.mount('${name}')`);
  await page.run(`bench.stream(500, 1)`);
  return page;
}

/**
 * Makes sure that contenders are compared which draw the same.
 *
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @throws {Error} if one draws other rows than the element
 */
async function compareDrawings(browser) {
  const [element = '', rival = ''] = await Promise.all(
    RIVALS.map(async (name) => {
      const page = await prepare(browser, name);
      const html = /** @type {string} */ (await page.run('bench.picture()'));
      await page.close();
      return html.replace(/\s+/g, ' ').replace(/> | (?=<)/g, (found) => found.trim());
    }),
  );
  if (element === rival) return;
  const at = [...rival].findIndex((character, index) => character !== element[index]);
  const around = (/** @type {string} */ text) => text.slice(Math.max(0, at - 40), at + 80);
  throw new Error(
    `Failed to compare the feeds: the hand-written one draws "${around(rival)}" (${rival.length}) ` +
      `where the element draws "${around(element)}" (${element.length}). Draw the same in both.`,
  );
}
