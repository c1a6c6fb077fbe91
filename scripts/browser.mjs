// Finds the browser that tests and benchmarks run in, and installs one where that is possible.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The environment variable that names the browser to use. */
export const BROWSER_VARIABLE = 'TALLYLIGHT_BROWSER';

/** Flags that work headless, as root, and without a network. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const PLAYWRIGHT_INSTALL_LIMIT = 90_000;
const APT_LIMIT = 240_000;

/**
 * What the search may know and do. Tests hand in their own.
 *
 * @typedef {object} BrowserProbes
 * @property {() => string | undefined} configured The path in the environment variable.
 * @property {() => string | undefined | Promise<string | undefined>} playwright Where Playwright keeps its browser.
 * @property {() => readonly string[]} system Where this system keeps Chrome or Chromium, best first.
 * @property {(path: string) => boolean} runs Whether `path` is a browser that can be started.
 * @property {() => boolean} mayUseApt Whether this is Debian and we are root.
 * @property {(command: string, args: readonly string[], limit: number) => Promise<boolean>} run
 *   Runs a command for at most `limit` ms; tells whether it succeeded.
 * @property {(line: string) => void} say Tells the user what takes time.
 */

/**
 * Finds an installed browser: the one named in the environment, else Playwright's, else the system's.
 *
 * @param {BrowserProbes} [probes]
 * @returns {Promise<string | undefined>} the path, `undefined` if there is none
 * @throws {Error} if the environment names a browser that cannot be started
 */
export async function findBrowser(probes = machine) {
  const configured = probes.configured();
  if (configured) {
    if (probes.runs(configured)) return configured;
    throw new Error(
      `Failed to start the browser ${configured}: there is none, or it does not run. ` +
        `Correct the path in ${BROWSER_VARIABLE}, or unset it to search for a browser.`,
    );
  }
  const own = await probes.playwright();
  if (own && probes.runs(own)) return own;
  return probes.system().find((path) => probes.runs(path));
}

/**
 * Finds a browser as `findBrowser` does, and installs one if there is none.
 *
 * @param {BrowserProbes} [probes]
 * @returns {Promise<string>} the path
 * @throws {Error} naming the one command to run, if every way failed
 */
export async function resolveBrowser(probes = machine) {
  const found = await findBrowser(probes);
  if (found) return found;

  probes.say('No browser found. Installing Chromium by Playwright (90 s at most) …');
  await probes.run('npx', ['playwright', 'install', 'chromium'], PLAYWRIGHT_INSTALL_LIMIT);
  const downloaded = await findBrowser(probes);
  if (downloaded) return downloaded;

  if (probes.mayUseApt()) {
    probes.say('That failed. Installing Chromium by apt-get (8 min at most) …');
    await probes.run('apt-get', ['update'], APT_LIMIT);
    await probes.run('apt-get', ['install', '-y', 'chromium'], APT_LIMIT);
    const packaged = await findBrowser(probes);
    if (packaged) return packaged;
  }
  throw new Error(
    'Failed to find a browser: there is neither Chrome nor Chromium here, and installing one failed. ' +
      `Run "${probes.mayUseApt() ? 'apt-get install -y chromium' : 'npx playwright install chromium'}", ` +
      `or set ${BROWSER_VARIABLE} to the path of a Chromium.`,
  );
}

/** @returns {string[]} */
function systemBrowsers() {
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
}

/** @type {BrowserProbes} */
const machine = {
  configured: () => process.env[BROWSER_VARIABLE] || undefined,
  playwright: async () => {
    const { chromium } = await import('playwright');
    return chromium.executablePath() || undefined;
  },
  system: systemBrowsers,
  runs: (path) => {
    if (!existsSync(path)) return false;
    // Chrome for Windows opens a window instead of telling its version.
    if (process.platform === 'win32') return true;
    // A downloaded browser may be there and still lack the system's libraries.
    return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 10_000 }).status === 0;
  },
  mayUseApt: () => {
    if (process.getuid?.() !== 0) return false;
    try {
      return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
    } catch {
      return false;
    }
  },
  run: (command, args, limit) =>
    new Promise((resolve) => {
      // A group of its own, so that the limit also ends what the command itself started.
      const detached = process.platform !== 'win32';
      const child = spawn(command, args, {
        detached,
        shell: !detached,
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
      const timer = setTimeout(() => {
        if (detached && child.pid) process.kill(-child.pid, 'SIGKILL');
        else child.kill();
      }, limit);
      const end = (/** @type {boolean} */ done) => {
        clearTimeout(timer);
        resolve(done);
      };
      child.on('error', () => end(false));
      child.on('exit', (code) => end(code === 0));
    }),
  say: (line) => console.error(line),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(await resolveBrowser());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
