import type { BrowserContext } from 'playwright';
import { expect, inject, onTestFinished } from 'vitest';
import type { LedgerReport } from '../servers/ledger.js';
import type { ClientSettings } from './client-settings.js';
import { ClientTab } from './client-tab.js';
import { openLine, post, startServer } from './desk.js';
import { WAIT } from './writer.js';

/** A server that writes down what it is sent, and a user with tabs. */
export interface ClientDesk {
  /** Opens a tab of the user. */
  open(context: BrowserContext, tab: string): Promise<ClientTab>;
  /** Cuts or mends the line of all tabs. */
  line(verb: 'cut' | 'mend'): Promise<void>;
  ledger(): Promise<LedgerReport>;
  /** Waits until the server has so many texts. */
  written(count: number): Promise<void>;
}

export async function setUpClients(kind: ClientSettings['kind']): Promise<ClientDesk> {
  const port = await startServer('ledger');
  const line = await openLine(port);
  const room = crypto.randomUUID();
  const ledger: ClientDesk['ledger'] = async () =>
    (await (await fetch(`http://127.0.0.1:${port}/`)).json()) as LedgerReport;
  return {
    ledger,
    async open(context, tab) {
      const page = await context.newPage();
      onTestFinished(() => page.close());
      const settings = { kind, room, tab, port: String(line) };
      await page.goto(
        `${inject('pageUrl')}client.html?${new URLSearchParams(settings).toString()}`,
      );
      const opened = new ClientTab(tab, page, room);
      await opened.ready();
      return opened;
    },
    line: async (verb) => void (await post(`${line}/${verb}`)),
    async written(count) {
      await expect.poll(async () => (await ledger()).texts.length, WAIT).toBe(count);
    },
  };
}
