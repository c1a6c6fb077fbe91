import { type Browser, chromium } from 'playwright';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import type { PageSettings, ServerKind } from './page-settings.js';
import { Writer } from './writer.js';

/** A server in a process of its own, and who writes through it. */
export interface Desk {
  readonly port: number;
  readonly room: string;
  /**
   * Opens the page in one of the browsers, in a context of its own unless it is a tab of another, and
   * on a line of its own.
   */
  open(user: string, at: 0 | 1 | Writer, settings?: Partial<PageSettings>): Promise<Writer>;
  /** Ada and Bob, each in a browser process of their own, with the caret in the text. */
  openTwo(): Promise<[Writer, Writer]>;
  /** Kills or starts the server, or cuts or mends the line of somebody. */
  ask(verb: 'kill' | 'start'): Promise<void>;
  ask(verb: 'cut' | 'mend', writer: Writer): Promise<void>;
}

let browsers: readonly Browser[] = [];

/** Lets the tests of a file have the two browsers. */
export function useBrowsers(): void {
  beforeAll(async () => {
    browsers = await Promise.all(inject('browserUrls').map((url) => chromium.connect(url)));
  });
  afterAll(() => Promise.all(browsers.map((browser) => browser.close())).then(() => undefined));
}

/** Sets up a server, or none, and a room of its own in it. */
export async function setUp(server?: ServerKind): Promise<Desk> {
  const port = server ? await startServer(server) : 0;
  const room = crypto.randomUUID();
  const open: Desk['open'] = async (user, at, settings = {}) => {
    const context = at instanceof Writer ? at.context : await browsers[at]!.newContext();
    if (!(at instanceof Writer)) onTestFinished(() => context.close());
    const line = server ? await openLine(port) : 0;
    const writer = new Writer(await context.newPage(), line);
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
    ask: async (verb: string, writer?: Writer) => void (await post(`${writer?.line ?? port}/${verb}`)),
  };
}

async function startServer(kind: ServerKind): Promise<number> {
  const { port } = (await post(kind)) as { port: number };
  onTestFinished(async () => void (await post(`${port}/kill`)));
  return port;
}

async function openLine(to: number): Promise<number> {
  const { port } = (await post(`${to}/line`)) as { port: number };
  onTestFinished(async () => void (await post(`${port}/cut`)));
  return port;
}

async function post(path: string): Promise<unknown> {
  const response = await fetch(`${inject('controlUrl')}/documents/${path}`, { method: 'POST' });
  const result: unknown = await response.json();
  if (!response.ok) throw new Error(String(result));
  return result;
}
