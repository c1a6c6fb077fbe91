// Opens benchmark pages in a headless Chromium and reads what they cost the main thread.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, resolveBrowser } from '../../scripts/browser.mjs';
import { bundleFile } from './bundle.mjs';
import { longestTask } from './longest-task.mjs';

const HEADERS = {
  // Isolation sharpens the page's clock from 100 µs to 5 µs.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
const STYLE = 'body { width: 360px; margin: 8px; font: 14px/20px sans-serif; }';

/**
 * @typedef {object} BenchPage
 * @property {<Value = unknown>(expression: string) => Promise<Value>} run Evaluates in the page.
 * @property {(expression: string) => Promise<Cost>} cost Evaluates, and tells what that cost.
 * @property {(expression: string) => Promise<number>} longestTask Evaluates, and tells the CPU time
 *   of the longest task meanwhile, in ms.
 * @property {() => Promise<number>} heap Collects garbage and reads the bytes in use.
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Cost CPU time of the main thread, in ms. Waiting for a core does not count.
 * @property {number} total
 * @property {number} script
 * @property {number} layout
 * @property {number} style
 * @property {unknown} value What the expression came to.
 */

/** A browser with the bundled pages of this folder behind it. */
export class BenchBrowser {
  /** @type {import('playwright').Browser} */
  #browser;
  #server = createServer((request, response) => void this.#answer(request, response));
  /** @type {Map<string, Promise<string>>} */
  #bundles = new Map();

  /** @param {import('playwright').Browser} browser */
  constructor(browser) {
    this.#browser = browser;
  }

  static async launch() {
    const executablePath = await resolveBrowser();
    const args = [...BROWSER_FLAGS, '--enable-precise-memory-info'];
    const browser = new BenchBrowser(await chromium.launch({ executablePath, args }));
    browser.#server.listen(0, '127.0.0.1');
    await once(browser.#server, 'listening');
    return browser;
  }

  get version() {
    return this.#browser.version();
  }

  /**
   * Opens a page of its own process with the bundle of `file`, which provides `bench`.
   *
   * @param {string} file
   * @returns {Promise<BenchPage>}
   */
  async open(file) {
    const context = await this.#browser.newContext({ viewport: { width: 400, height: 900 } });
    const page = await context.newPage();
    /** @type {Error[]} */
    const errors = [];
    page.on('pageerror', (error) => errors.push(error));
    const address = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    await page.goto(`http://127.0.0.1:${address.port}/${file}`);
    const protocol = await context.newCDPSession(page);
    await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
    const run = async (/** @type {string} */ expression) => {
      const value = await page.evaluate(expression);
      if (errors[0]) throw errors[0];
      return /** @type {any} */ (value);
    };
    return {
      run,
      cost: async (expression) => {
        const before = await readMetrics(protocol);
        const value = await run(expression);
        const after = await readMetrics(protocol);
        const spent = (/** @type {string} */ name) =>
          ((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1000;
        return {
          value,
          total: spent('TaskDuration'),
          script: spent('ScriptDuration'),
          layout: spent('LayoutDuration'),
          style: spent('RecalcStyleDuration'),
        };
      },
      longestTask: (expression) => longestTask(this.#browser, page, () => run(expression)),
      heap: () => readHeap(protocol),
      close: () => context.close(),
    };
  }

  async close() {
    await this.#browser.close();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /**
   * @param {import('node:http').IncomingMessage} request
   * @param {import('node:http').ServerResponse} response
   */
  async #answer(request, response) {
    const name = (request.url ?? '/').slice(1);
    if (name.endsWith('.js')) {
      response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/javascript; charset=utf-8' });
      response.end(await this.#bundle(name.replace(/\.js$/, '.ts')));
      return;
    }
    const script = name.replace(/\.ts$/, '.js');
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="en"><link rel="icon" href="data:," /><style>${STYLE}</style>` +
        `<script type="module" src="/${script}"></script><body></body></html>`,
    );
  }

  /** @param {string} file */
  #bundle(file) {
    const bundle = this.#bundles.get(file) ?? bundleFile(file);
    this.#bundles.set(file, bundle);
    return bundle;
  }
}

/**
 * @param {import('playwright').CDPSession} protocol
 * @returns {Promise<Map<string, number>>}
 */
async function readMetrics(protocol) {
  const { metrics } = await protocol.send('Performance.getMetrics');
  return new Map(metrics.map(({ name, value }) => [name, value]));
}

/** @param {import('playwright').CDPSession} protocol */
async function readHeap(protocol) {
  // What a first collection finds by finalisers only a second one frees.
  for (let pass = 0; pass < 3; pass++) await protocol.send('HeapProfiler.collectGarbage');
  const usage = await protocol.send('Runtime.getHeapUsage');
  return usage.usedSize + (usage.embedderHeapUsedSize ?? 0) + (usage.backingStorageSize ?? 0);
}
