// What a client costs per received message beyond delivery and JSON.parse.
import { median, takeTurns } from './rounds.mjs';

const PAGES = 3;
const ROUNDS = 21;
const WARM_UP = 4;
const CONTENDERS = ['tallylight', 'partysocket', 'reconnecting-websocket'];

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @returns {Promise<import('./report.mjs').Section[]>}
 */
export async function measureClient(browser) {
  const names = ['baseline', ...CONTENDERS];
  /** @type {Record<string, number>[]} */
  const rounds = [];
  for (let count = 0; count < PAGES; count++) {
    const page = await browser.open('client-page.ts');
    const round = async (/** @type {string} */ name) => {
      const { total, value } = await page.cost(`bench.round('${name}')`);
      return (total * 1e6) / Number(value);
    };
    for (const name of names) await page.run(`bench.connect('${name}')`);
    await takeTurns(names, WARM_UP, round);
    rounds.push(...(await takeTurns(names, ROUNDS, round)));
    await page.close();
  }
  /** @param {string} name */
  const beyondBaseline = (name) =>
    median(rounds.map((round) => (round[name] ?? NaN) - (round['baseline'] ?? NaN)));
  return [
    {
      title: 'client, cost per received message beyond delivery and JSON.parse',
      rows: [
        ...CONTENDERS.map((name) => {
          const value = beyondBaseline(name);
          const figure = name === 'tallylight' ? 'WebSocketClient' : name;
          /** @type {import('./report.mjs').Row} */
          const row = { figure, value, unit: 'ns' };
          return name === 'tallylight' ? { ...row, most: 400 } : row;
        }),
        {
          figure: 'delivery and JSON.parse (subtracted)',
          value: median(rounds.map(({ baseline = NaN }) => baseline)),
          unit: 'ns',
        },
      ],
      note:
        'main-thread CPU time; same synthetic socket and frames for all; ' +
        `median of ${PAGES} pages, ${ROUNDS} rounds of 10,000 each`,
    },
  ];
}
