import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium } from 'playwright';
import { BROWSER_FLAGS, resolveBrowser } from '../../scripts/browser.mjs';

/**
 * A browser as users have it, with a profile that outlives it.
 *
 * Playwright's own never let a page be hidden, and so frozen, and begin with an empty profile.
 */
export class OwnBrowser {
  readonly #profile: string;
  #process: ChildProcess | undefined;
  #browser: Browser | undefined;

  constructor(profile: string) {
    this.#profile = profile;
  }

  static async launch(): Promise<OwnBrowser> {
    const browser = new OwnBrowser(await mkdtemp(join(tmpdir(), 'tallylight-profile-')));
    await browser.start();
    return browser;
  }

  /** The user whose profile it is. */
  get user(): BrowserContext {
    return this.#browser!.contexts()[0]!;
  }

  async start(): Promise<void> {
    const flags = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${this.#profile}`];
    const started = spawn(await resolveBrowser(), [...BROWSER_FLAGS, ...flags, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process = started;
    const address = await addressOf(started);
    this.#browser = await chromium.connectOverCDP(address, { noDefaults: true });
  }

  /** Ends its process without a last word. */
  async kill(): Promise<void> {
    const exit = once(this.#process!, 'exit');
    this.#process!.kill('SIGKILL');
    await exit;
    await this.#browser!.close();
  }

  /** Ends it and forgets its profile. */
  async end(): Promise<void> {
    await this.kill();
    // Its helpers notice only then, and may still write.
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function addressOf({ stderr }: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: stderr! })) {
    const [, address] = /^DevTools listening on (ws:.*)$/.exec(line) ?? [];
    if (address) return address;
  }
  throw new Error('The browser ended before it listened.');
}
