import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';

/** How long to wait for a sign. */
export const WAIT = { timeout: 10_000, interval: 20 };
/** What an editor says that cannot keep what is typed. */
export const UNKEPT =
  'This browser cannot keep your edits. Do not leave the page before they are saved.';

/** Somebody at a real keyboard, before a page with an editor. */
export class Writer {
  readonly page: Page;
  /** The port of the line to the server, which nobody else uses. */
  readonly line: number;
  /** What went wrong in the page without anybody having taken care. */
  readonly errors: string[] = [];

  constructor(page: Page, line: number) {
    this.page = page;
    this.line = line;
    page.on('pageerror', this.#onError);
  }

  /** Types at the caret: signs, and keys by name. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Puts the caret at the start or the end of everything. */
  async goTo(place: 'start' | 'end'): Promise<void> {
    await this.#part('area').focus();
    await this.press(place === 'start' ? 'ControlOrMeta+Home' : 'ControlOrMeta+End');
  }

  text(): Promise<string> {
    return this.#part('area').inputValue();
  }

  /** Reads the text with the caret in it: `Hel|lo`. */
  shown(): Promise<string> {
    return this.#part('area').evaluate((area: HTMLTextAreaElement) => {
      const { value, selectionStart: at } = area;
      return `${value.slice(0, at)}|${value.slice(at)}`;
    });
  }

  async status(): Promise<string> {
    return (await this.#part('status').innerText()).trim();
  }

  /** Lists who has a badge. */
  badges(): Promise<string[]> {
    return this.#part('badge').evaluateAll((all) =>
      all.map((badge) => badge.getAttribute('title') ?? ''),
    );
  }

  /** Reads the names beside the carets that show one. */
  tags(): Promise<string[]> {
    return this.#part('caret').evaluateAll((all) =>
      all
        .filter((caret) => caret.getAttribute('data-tag') !== 'none')
        .map((caret) => caret.querySelector('[part=tag]')?.textContent ?? ''),
    );
  }

  async problem(): Promise<string> {
    return (await this.#part('problem').allInnerTexts()).join(' ').trim();
  }

  /** Waits until the browser has kept what was typed so far. */
  async kept(name: string): Promise<void> {
    await this.page.evaluate(async (database) => {
      const done = (request: IDBRequest): Promise<Event> =>
        new Promise((resolve) => request.addEventListener('success', resolve));
      const opening = indexedDB.open(database);
      await done(opening);
      // Reading waits for all that was to be written before.
      await done(opening.result.transaction('updates').objectStore('updates').count());
      opening.result.close();
    }, name);
  }

  /** Does something to the storage that the browser has for pages from here. */
  async askStorage(
    what: 'overrideQuotaForOrigin' | 'clearDataForOrigin',
    settings: object,
  ): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const { origin } = new URL(this.page.url());
    await session.send(`Storage.${what}`, { origin, ...settings });
  }

  async until(status: string | RegExp): Promise<void> {
    await expect.poll(() => this.status(), WAIT).toMatch(new RegExp(status));
  }

  /** Leaves the page to others. */
  async stop(): Promise<void> {
    this.page.off('pageerror', this.#onError);
    // Whoever still has an editor would go on trying to reach a server that is gone.
    if (!this.page.isClosed()) await this.page.goto('about:blank');
  }

  readonly #onError = ({ message }: Error): void => void this.errors.push(message);

  #part(name: string): Locator {
    return this.page.locator(`collaborative-editor [part~=${name}]`);
  }
}

/** Waits until all have the same text, so many letters long, and the server has it too. */
export async function converged(length: number, ...writers: readonly Writer[]): Promise<string> {
  const read = async (): Promise<string | string[]> => {
    const texts = await Promise.all(writers.map((writer) => writer.text()));
    const isSame = texts.every((text) => text === texts[0] && text.length === length);
    return isSame ? 'the same' : texts;
  };
  await expect.poll(read, WAIT).toBe('the same');
  await Promise.all(writers.map((writer) => writer.until('Saved')));
  return writers[0]!.text();
}
