import type { CDPSession, Page } from 'playwright';
import { expect } from 'vitest';
import type { ClientPage, ClientReport } from './client-settings.js';
import { WAIT } from './writer.js';

/** A real tab with a client in it. */
export class ClientTab {
  readonly name: string;
  readonly page: Page;
  /** What went wrong in the page without anybody having taken care. */
  readonly errors: string[] = [];
  readonly #room: string;
  readonly #protocol: Promise<CDPSession>;

  constructor(name: string, page: Page, room: string) {
    this.name = name;
    this.page = page;
    this.#room = room;
    this.#protocol = page.context().newCDPSession(page);
    page.on('pageerror', ({ message }) => void this.errors.push(message));
  }

  send(texts: readonly string[], { ack = true } = {}): Promise<void> {
    return this.page.evaluate(
      ([all, isAcked]) => (globalThis as unknown as { page: ClientPage }).page.send(all, isAcked),
      [texts, ack] as const,
    );
  }

  report(): Promise<ClientReport> {
    return this.page.evaluate(() => (globalThis as unknown as { page: ClientPage }).page.report());
  }

  /** Waits for the page's own code. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => 'page' in globalThis);
  }

  /** Counts the messages that the browser has written down. */
  kept(): Promise<number> {
    return this.page.evaluate(async (name) => {
      const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
        new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const database = await done(indexedDB.open(name));
      const isThere = database.objectStoreNames.contains('records');
      const count = isThere
        ? await done(database.transaction('records').objectStore('records').count())
        : 0;
      database.close();
      return count;
    }, `tallylight ${this.#room}`);
  }

  async until(state: string): Promise<void> {
    await expect.poll(async () => (await this.report()).state, WAIT).toBe(state);
  }

  /** Waits until it has lost its connection and has one again. */
  async backSince(at: number): Promise<{ readonly lostAt: number; readonly backAt: number }> {
    const read = async (): Promise<number[]> => {
      const turns = (await this.report()).turns.filter((turn) => turn.at >= at);
      const lost = turns.findIndex(({ state }) => state !== 'open');
      const back = turns.findIndex(({ state }, index) => index > lost && state === 'open');
      return lost >= 0 && back >= 0 ? [turns[lost]!.at, turns[back]!.at] : [];
    };
    await expect.poll(async () => (await read()).length, WAIT).toBe(2);
    const [lostAt, backAt] = (await read()) as [number, number];
    return { lostAt, backAt };
  }

  /** Ends its process, as the system does when memory runs out: without a last word. */
  async crash(): Promise<void> {
    const crashed = this.page.waitForEvent('crash');
    // Whoever is asked to crash does not answer.
    void (await this.#protocol).send('Page.crash').catch(() => undefined);
    await crashed;
  }

  /** Freezes it as the browser does with tabs that nobody looks at, or thaws it. */
  async freeze(state: 'frozen' | 'active'): Promise<void> {
    await (await this.#protocol).send('Page.setWebLifecycleState', { state });
    const isFrozen = async (): Promise<boolean> => (await this.report()).isFrozen;
    await expect.poll(isFrozen, WAIT).toBe(state === 'frozen');
  }
}
