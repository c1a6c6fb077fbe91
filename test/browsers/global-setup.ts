import { createServer } from 'node:http';
import { readFile, rm } from 'node:fs/promises';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { BROWSER_FLAGS, findBrowser } from '../../scripts/browser.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The page with an editor, as an application would build it; `client.html` has a client. */
    pageUrl: string;
    /** Where two browsers can be commanded, each a process of its own. */
    browserUrls: readonly string[];
  }
}

const FOLDER = resolve(`node_modules/.cache/tallylight/servers-${process.pid}-pages`);
const PAGES = ['index', 'client'];
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/** Builds and serves the page with an editor, and starts two browsers. */
export default async function startBrowsers(project: TestProject): Promise<() => Promise<void>> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: 'test/browsers/page',
    build: {
      ...{ outDir: FOLDER, emptyOutDir: true, target: 'es2022' },
      rolldownOptions: { input: PAGES.map((page) => `test/browsers/page/${page}.html`) },
    },
  });
  const pages = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    // A page in a sandbox has no storage, and is of no origin.
    if (searchParams.has('sandbox')) {
      response.setHeader('content-security-policy', 'sandbox allow-scripts');
    }
    response.setHeader('access-control-allow-origin', '*');
    const file = pathname === '/' ? '/index.html' : pathname;
    readFile(join(FOLDER, file)).then(
      (content) => {
        response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain');
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await once(pages.listen(0, '127.0.0.1'), 'listening');
  const executablePath = await findBrowser();
  const launch = () =>
    chromium.launchServer({ args: BROWSER_FLAGS, ...(executablePath && { executablePath }) });
  const browsers = await Promise.all([launch(), launch()]);
  const { port } = pages.address() as AddressInfo;
  project.provide('pageUrl', `http://127.0.0.1:${port}/`);
  project.provide(
    'browserUrls',
    browsers.map((browser) => browser.wsEndpoint()),
  );
  return async () => {
    pages.close();
    await Promise.all(browsers.map((browser) => browser.close()));
    await rm(FOLDER, { recursive: true, force: true });
  };
}
