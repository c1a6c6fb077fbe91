import { type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import type { PageSettings, ServerKind } from './page-settings.js';
import { Writer } from './writer.js';

/** A server in a process of its own, or none, and who writes through it. */
export interface Desk {
  readonly port: number;
  readonly room: string;
  /**
   * Opens an editor that reaches the server by a line of its own: in one of the browsers, or in
   * another tab of somebody's.
   */
  open(user: string, at: 0 | 1 | Writer, settings?: Partial<PageSettings>): Promise<Writer>;
  /** Opens Ada's and Bob's editors, each in a browser process of its own, with the caret in it. */
  openTwo(): Promise<[Writer, Writer]>;
  /** Kills or starts the server, or cuts or mends somebody's line. */
  ask(verb: 'kill' | 'start'): Promise<void>;
  ask(verb: 'cut' | 'mend', writer: Writer): Promise<void>;
}

/** A page in each browser, which the tests of a file use one after the other: opening them is slow. */
let pages: readonly Page[] = [];

/** Lets the tests of a file have the two browsers. */
export function useBrowsers(): void {
  beforeAll(async () => {
    const newPage = async (url: string): Promise<Page> => (await newContext(url)).newPage();
    pages = await Promise.all(inject('browserUrls').map(newPage));
  });
  afterAll(async () => {
    await Promise.all(pages.map((page) => page.context().browser()!.close()));
  });
}

/** Makes a user who knows nothing yet, in the browser at `url`. */
export async function newContext(url: string): Promise<BrowserContext> {
  return (await chromium.connect(url)).newContext();
}

export async function setUp(server?: ServerKind): Promise<Desk> {
  const port = server ? await startServer(server) : 0;
  const room = crypto.randomUUID();
  const open: Desk['open'] = async (user, at, settings = {}) => {
    const line = server ? await openLine(port) : 0;
    const writer = new Writer(await takePage(at), line);
    onTestFinished(() => writer.stop());
    const all = { room, user, ...(server && { server, port: String(line) }), ...settings };
    await writer.page.goto(`${inject('pageUrl')}?${new URLSearchParams({ ...all }).toString()}`);
    return writer;
  };
  return {
    ...{ port, room, open },
    async openTwo() {
      const writers = await Promise.all([open('ada', 0), open('bob', 1)]);
      for (const writer of writers) {
        await writer.until('Saved');
        await writer.goTo('end');
      }
      return writers;
    },
    ask: async (verb: string, writer?: Writer) => {
      await post(`${writer?.line ?? port}/${verb}`);
    },
  };
}

async function takePage(at: 0 | 1 | Writer): Promise<Page> {
  if (!(at instanceof Writer)) return pages[at]!;
  const page = await at.page.context().newPage();
  onTestFinished(() => page.close());
  return page;
}

export async function startServer(kind: ServerKind | 'ledger'): Promise<number> {
  const { port } = (await post(kind)) as { port: number };
  onTestFinished(async () => void (await post(`${port}/kill`)));
  return port;
}

export async function openLine(to: number): Promise<number> {
  const { port } = (await post(`${to}/line`)) as { port: number };
  onTestFinished(async () => void (await post(`${port}/cut`)));
  return port;
}

/** Asks the servers' server. */
export async function post(path: string): Promise<unknown> {
  const response = await fetch(`${inject('controlUrl')}/documents/${path}`, { method: 'POST' });
  const result: unknown = await response.json();
  if (!response.ok) throw new Error(String(result));
  return result;
}
