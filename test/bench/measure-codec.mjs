// What each form of a message costs in bytes and in time, against plain JSON.
import { median, takeTurns } from './rounds.mjs';

const ROUNDS = 15;
const WARM_UP = 3;
/** @type {Record<string, string>} */
const FORMS = {
  JSON: 'tallylight.json',
  MessagePack: 'tallylight.msgpack',
  gzip: 'tallylight.gzip+json',
};
/** @type {Record<string, string>} */
const SHAPES = { notification: 'one notification', list: 'a list of 100' };

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @returns {Promise<import('./report.mjs').Section[]>}
 */
export async function measureCodec(browser) {
  const page = await browser.open('codec-page.ts');
  const names = Object.keys(FORMS);
  /** @type {import('./report.mjs').Row[]} */
  const rows = [];
  for (const [shape, words] of Object.entries(SHAPES)) {
    for (const name of names) {
      const value = Number(await page.run(`bench.bytes('${FORMS[name]}', '${shape}')`));
      rows.push({ figure: `${words}: ${name}`, value, unit: 'bytes' });
    }
    for (const [act, doing] of Object.entries({ write: 'writing', read: 'reading' })) {
      const turn = async (/** @type {string} */ name) =>
        Number(await page.run(`bench.${act}('${FORMS[name]}', '${shape}')`));
      await takeTurns(names, WARM_UP, turn);
      const rounds = await takeTurns(names, ROUNDS, turn);
      for (const name of names.slice(1)) {
        const value = median(rounds.map((round) => (round[name] ?? NaN) / (round['JSON'] ?? NaN)));
        rows.push({ figure: `${doing} ${words}: ${name}, time against JSON`, value, unit: '×' });
      }
    }
  }
  await page.close();
  return [
    {
      title: 'codecs, bytes on the wire and time from message to frame and back',
      note:
        'time that passes, many messages at once; writing begins with JSON.stringify in every ' +
        `form, as in the client; gzip works beside the main thread and by default leaves the small message alone; median of ${ROUNDS} rounds`,
      rows,
    },
  ];
}
