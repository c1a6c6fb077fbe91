// What a feed of 100 rows costs the main thread, against hand-written DOM and against innerHTML.
import { median, takeTurns } from './rounds.mjs';

const PAGE = 'feed-page.ts';
const ROUNDS = 3;
const RATE = 1000;
const SECONDS = 3;
const BURST = 10_000;
const RIVALS = ['element', 'handwritten'];

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @returns {Promise<import('./report.mjs').Section[]>}
 */
export async function measureFeed(browser) {
  await compareDrawings(browser);
  const burstWork = `bench.burst(${BURST})`;
  const stream = await compare(browser, `bench.stream(${RATE}, ${SECONDS})`);
  const burst = await compare(browser, burstWork);
  const naive = await costOf(browser, 'naive', burstWork);
  return [
    {
      title: `notification-feed, 100 rows, ${RATE} messages a second for ${SECONDS} s`,
      rows: rowsOf(stream),
    },
    {
      title: `notification-feed, 100 rows, ${BURST.toLocaleString('en-GB')} messages in one instant`,
      rows: [
        ...rowsOf(burst),
        { figure: 'innerHTML per message', value: naive, unit: 'ms' },
        {
          figure: 'innerHTML per message against element',
          value: naive / burst.element,
          unit: '×',
          least: 100,
        },
      ],
      note:
        'main-thread CPU time; same WebSocketClient on a synthetic socket, same cards and styles ' +
        `for all; fresh page each; element and hand-written: median of ${ROUNDS} rounds, others once`,
    },
  ];
}

/**
 * @typedef {object} Comparison Main-thread CPU time in ms.
 * @property {number} element
 * @property {number} handwritten
 * @property {number} ratio The median of the rounds' ratios.
 * @property {number} nobody Receiving without drawing.
 * @property {number} timed The element with a countdown per notification.
 */

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @param {string} work
 * @returns {Promise<Comparison>}
 */
async function compare(browser, work) {
  const rounds = await takeTurns(RIVALS, ROUNDS, (name) => costOf(browser, name, work));
  return {
    element: median(rounds.map(({ element = NaN }) => element)),
    handwritten: median(rounds.map(({ handwritten = NaN }) => handwritten)),
    ratio: median(rounds.map(({ element = NaN, handwritten = NaN }) => element / handwritten)),
    nobody: await costOf(browser, 'nobody', work),
    timed: await costOf(browser, 'timed', work),
  };
}

/**
 * @param {Comparison} comparison
 * @returns {import('./report.mjs').Row[]}
 */
function rowsOf({ element, handwritten, ratio, nobody, timed }) {
  const drawing = (element - nobody) / (handwritten - nobody);
  return [
    { figure: 'element', value: element, unit: 'ms' },
    { figure: 'hand-written DOM, one update per frame', value: handwritten, unit: 'ms' },
    { figure: 'element against hand-written', value: ratio, unit: '×', most: 1.25 },
    { figure: 'the same, receiving subtracted', value: drawing, unit: '×' },
    { figure: 'receiving alone, nothing drawn', value: nobody, unit: 'ms' },
    { figure: 'element with duration 5000', value: timed, unit: 'ms' },
  ];
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
 * @throws {Error} if one draws other cards than the element
 */
async function compareDrawings(browser) {
  const pictures = [];
  for (const name of ['element', 'handwritten', 'naive']) {
    const page = await prepare(browser, name);
    const html = /** @type {string} */ (await page.run('bench.picture()'));
    pictures.push({
      name,
      html: html.replace(/\s+/g, ' ').replace(/> | (?=<)/g, (found) => found.trim()),
    });
    await page.close();
  }
  const [element, ...others] = pictures;
  for (const { name, html } of others) {
    if (html === element?.html) continue;
    const at = [...html].findIndex((character, index) => character !== element?.html[index]);
    const around = (/** @type {string} */ text) => text.slice(Math.max(0, at - 40), at + 80);
    throw new Error(
      `Failed to compare the feeds: ${name} draws "${around(html)}" (${html.length}) where the ` +
        `element draws "${around(element?.html ?? '')}" (${element?.html.length}). Draw the same in both.`,
    );
  }
}
