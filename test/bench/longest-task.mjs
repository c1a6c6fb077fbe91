// Finds the longest task of a page's main thread while something runs in it.

/** What says when a task of the main thread began, how long it took, and what that cost. */
const CATEGORIES = ['toplevel', 'devtools.timeline'];

/**
 * @param {import('playwright').Browser} browser
 * @param {import('playwright').Page} page
 * @param {() => Promise<unknown>} work
 * @returns {Promise<number>} its CPU time in ms: waiting for a core does not count
 */
export async function longestTask(browser, page, work) {
  await browser.startTracing(page, { categories: CATEGORIES });
  await work();
  const trace = await browser.stopTracing();
  const { traceEvents } = /** @type {{ traceEvents: TraceEvent[] }} */ (
    JSON.parse(trace.toString())
  );
  const threads = new Set(traceEvents.filter(({ name }) => name === 'FunctionCall').map(threadOf));
  const tasks = traceEvents.filter(
    (event) => event.name.endsWith('RunTask') && threads.has(threadOf(event)),
  );
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/**
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {number} pid
 * @property {number} tid
 * @property {number} [tdur] CPU time in µs.
 */

/** @param {TraceEvent} event */
function threadOf({ pid, tid }) {
  return `${pid}/${tid}`;
}
