import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientDesk, setUpClients } from './client-desk.js';
import type { ClientTab } from './client-tab.js';
import { OwnBrowser } from './own-browser.js';
import { WAIT } from './writer.js';

let browser: OwnBrowser;

beforeAll(async () => {
  browser = await OwnBrowser.launch();
});

afterAll(() => browser.end());

test('what was sent offline outlives a reload, a crash and a killed browser, and is written once', async () => {
  const desk = await setUpClients('durable');
  let tab = await desk.open(browser.user, 'ada');
  await tab.until('open');
  await tab.send(['online 1', 'online 2']);
  await desk.written(2);
  await cutOff(desk, tab);
  await tab.send(['before the reload 1', 'before the reload 2']);
  await kept(tab, 2);
  await tab.page.reload();
  await tab.ready();
  await tab.send(['before the crash']);
  await kept(tab, 3);
  await tab.crash();
  tab = await desk.open(browser.user, 'ada');
  await tab.send(['before the kill']);
  await kept(tab, 4);
  await browser.kill();
  await browser.start();
  tab = await desk.open(browser.user, 'ada');
  await expect.poll(async () => (await tab.report()).unsent, WAIT).toBe(4);
  await tab.send(['after the kill']);
  await desk.line('mend');
  await desk.written(7);
  expect((await desk.ledger()).texts).toEqual([
    ...['online 1', 'online 2', 'before the reload 1', 'before the reload 2'],
    ...['before the crash', 'before the kill', 'after the kill'],
  ]);
  await nothingLeft(desk, [tab]);
});

test('what was under way when the line was cut and the page reloaded is written once', async () => {
  const desk = await setUpClients('durable');
  const tab = await desk.open(browser.user, 'ada');
  await tab.until('open');
  const texts = Array.from({ length: 20 }, (_, i) => `text ${i}`);
  // Some have arrived by then, some of these without the sender having heard.
  await Promise.all([tab.send(texts), desk.line('cut')]);
  const unsent = (await desk.ledger()).texts.length;
  await kept(tab, 20 - unsent, 20);
  await tab.page.reload();
  await tab.ready();
  await desk.line('mend');
  await desk.written(20);
  expect((await desk.ledger()).texts).toEqual(texts);
  await nothingLeft(desk, [tab]);
});

test('two tabs with one outbox send nothing twice, and one sends what the other left', async () => {
  const desk = await setUpClients('durable');
  const [ada, bob] = [await desk.open(browser.user, 'ada'), await desk.open(browser.user, 'bob')];
  await Promise.all([ada.until('open'), bob.until('open')]);
  await cutOff(desk, ada, bob);
  await ada.send(['ada 1', 'ada 2']);
  await bob.send(['bob 1', 'bob 2']);
  await kept(ada, 4);
  await desk.line('mend');
  await desk.written(4);
  await nothingLeft(desk, [ada, bob]);

  await cutOff(desk, ada, bob);
  await ada.send(['ada 3', 'ada 4']);
  await bob.send(['bob 3']);
  await kept(bob, 3);
  await ada.crash();
  await bob.page.reload();
  await expect.poll(async () => (await bob.report()).unsent, WAIT).toBe(3);
  const again = await desk.open(browser.user, 'ada');
  await desk.line('mend');
  await desk.written(7);
  // Each tab's in its order.
  const of = (name: string, texts: readonly string[]): string[] =>
    texts.filter((text) => text.startsWith(name));
  const { texts } = await desk.ledger();
  expect(of('ada', texts)).toEqual(['ada 1', 'ada 2', 'ada 3', 'ada 4']);
  expect(of('bob', texts)).toEqual(['bob 1', 'bob 2', 'bob 3']);
  await nothingLeft(desk, [bob, again]);
});

async function cutOff(desk: ClientDesk, ...tabs: readonly ClientTab[]): Promise<void> {
  await desk.line('cut');
  for (const tab of tabs) {
    await expect.poll(async () => (await tab.report()).state, WAIT).not.toBe('open');
  }
}

/** Waits until the browser has written down so many messages. */
async function kept(tab: ClientTab, least: number, most = least): Promise<void> {
  await expect.poll(() => tab.kept(), WAIT).toSatisfy((n: number) => n >= least && n <= most);
}

/** Nobody has sent anything twice, and nothing waits any more. */
async function nothingLeft(desk: ClientDesk, tabs: readonly ClientTab[]): Promise<void> {
  for (const tab of tabs) {
    await expect.poll(async () => (await tab.report()).unsent, WAIT).toBe(0);
    expect(tab.errors).toEqual([]);
  }
  await expect.poll(() => tabs[0]!.kept(), WAIT).toBe(0);
  const { texts } = await desk.ledger();
  expect(new Set(texts).size).toBe(texts.length);
}
