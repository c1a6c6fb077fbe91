// What a call to a worker costs beyond a bare message, and whether a big one blocks the page.
import { median, takeTurns } from './rounds.mjs';

const ROUNDS = 31;
const WARM_UP = 4;
const SORTS = 7;

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @returns {Promise<import('./report.mjs').Section[]>}
 */
export async function measureWorker(browser) {
  const page = await browser.open('worker-page.ts');
  const round = (/** @type {string} */ name) =>
    /** @type {Promise<number>} */ (page.run(`bench.round('${name}')`));
  const names = ['bare', 'manager'];
  await takeTurns(names, WARM_UP, round);
  const rounds = await takeTurns(names, ROUNDS, round);
  /** @type {{ longest: number; total: number }[]} */
  const sorts = [];
  for (let count = 0; count < SORTS; count++) sorts.push(await page.run('bench.sort()'));
  await page.close();
  const ratios = rounds.map(({ bare = NaN, manager = NaN }) => manager / bare);
  return [
    {
      title: 'worker, round trip',
      rows: [
        {
          figure: 'WorkerManager against a bare message',
          value: median(ratios),
          unit: '×',
          most: 1.3,
        },
        ...names.map((name) => {
          const figure = name === 'bare' ? 'bare postMessage' : 'WorkerManager';
          const value = median(rounds.map((times) => times[name] ?? NaN));
          return { figure, value, unit: /** @type {const} */ ('ns') };
        }),
      ],
      note: `an echo of a small object; median of ${ROUNDS} rounds of 1,000 trips each`,
    },
    {
      title: 'worker, sorting 1,000,000 rows',
      rows: [
        // What is shorter than 50 ms the browser does not report at all: 0.
        {
          figure: 'longest task of the page',
          value: median(sorts.map(({ longest }) => longest)),
          unit: 'ms',
          most: 50,
        },
        { figure: 'all of it', value: median(sorts.map(({ total }) => total)), unit: 'ms' },
      ],
      note: `median of ${SORTS} sorts; tasks below 50 ms count as 0`,
    },
  ];
}
