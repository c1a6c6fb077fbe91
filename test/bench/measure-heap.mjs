// Whether anything of the messages that have passed through a feed is kept.
const WARM_UP = 10_000;
const COUNT = 100_000;

/**
 * @param {import('./bench-browser.mjs').BenchBrowser} browser
 * @returns {Promise<import('./report.mjs').Section[]>}
 */
export async function measureHeap(browser) {
  const page = await browser.open('feed-page.ts');
  await page.run(`bench.mount('element')`);
  await page.run(`bench.flow(${WARM_UP})`);
  const before = await page.heap();
  await page.run(`bench.flow(${COUNT})`);
  const after = await page.heap();
  await page.close();
  return [
    {
      title: `notification-feed, memory after ${COUNT.toLocaleString('en-GB')} messages`,
      rows: [
        { figure: 'heap growth', value: (after - before) / 1e6, unit: 'MB', most: 2 },
        { figure: 'heap in use', value: after / 1e6, unit: 'MB' },
      ],
      note: 'script and document, after forced garbage collection; warmed up with 10,000; every message was drawn',
    },
  ];
}
