import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Measured } from '../contract/faults/measured.js';
import { type ClientDesk, setUpClients } from './client-desk.js';
import { LEASE } from './client-settings.js';
import type { ClientTab } from './client-tab.js';
import { OwnBrowser } from './own-browser.js';
import { WAIT } from './writer.js';

let browser: OwnBrowser;

beforeAll(async () => {
  browser = await OwnBrowser.launch();
});

afterAll(() => browser.end());

const ENDS = {
  closed: ({ page }: ClientTab) => page.close(),
  crashed: (tab: ClientTab) => tab.crash(),
};

test.for(['closed', 'crashed'] as const)(
  'when the leading tab is %s, another one leads, and everything is written and heard once',
  async (how, { task }) => {
    const { desk, leader, others } = await openThree();
    const [one, other] = others;
    await Promise.all([leader.send(['first']), one.send(names('a')), other.send(names('b'))]);
    await desk.written(21);
    const at = Date.now();
    await Promise.all([one.send(names('c')), ENDS[how](leader), other.send(names('d'))]);
    await one.send(['last']);
    await desk.written(42);
    await settled(desk, others);
    task.meta.faults = [await measured(`leading tab ${how}`, at, others)];
  },
);

test('what nobody acknowledges is written once or fails, when the leading tab crashes', async () => {
  const { desk, leader, others } = await openThree();
  const [one, other] = others;
  await Promise.all([
    one.send(names('a'), { ack: false }),
    leader.crash(),
    other.send(names('b'), { ack: false }),
  ]);
  await one.send(['last']);
  await settled(desk, others);
  const { texts, repeated } = await desk.ledger();
  for (const tab of others) {
    for (const [text, fate] of Object.entries((await tab.report()).fates)) {
      expect(['delivered', 'failed']).toContain(fate);
      if (fate === 'delivered') expect(texts).toContain(text);
    }
  }
  expect(repeated.filter((text) => text !== 'last')).toEqual([]);
});

test('a leading tab that Chrome freezes is replaced, and follows when it thaws', async ({
  task,
}) => {
  const { desk, leader, others } = await openThree();
  const [one, other] = others;
  await Promise.all([leader.send(['first']), one.send(names('a')), other.send(names('b'))]);
  await desk.written(21);
  const at = Date.now();
  await leader.freeze('frozen');
  const { ticks } = await leader.report();
  await Promise.all([one.send(names('c')), other.send(names('d'))]);
  for (const tab of others) await tab.backSince(at);
  await desk.written(41);
  expect((await leader.report()).ticks).toBe(ticks);
  // What is frozen cannot even close its socket.
  const [gone, successor] = (await desk.ledger()).tabs;
  expect(gone).toBe(leader.name);
  task.meta.faults = [await measured('leading tab frozen', at, others)];

  const turns = await Promise.all(others.map(async (tab) => (await tab.report()).turns.length));
  await leader.freeze('active');
  await expect.poll(async () => (await desk.ledger()).tabs, WAIT).toEqual([successor]);
  await leader.send(['thawed']);
  await desk.written(42);
  await settled(desk, [leader, ...others]);
  // The others have nothing to do with it.
  expect(await Promise.all(others.map(async (tab) => (await tab.report()).turns.length))).toEqual(
    turns,
  );
});

/** Opens three tabs of one user, of which one leads. */
async function openThree() {
  const desk = await setUpClients('shared');
  const tabs: ClientTab[] = [];
  for (const name of ['ada', 'bob', 'cleo']) tabs.push(await desk.open(browser.user, name));
  await Promise.all(tabs.map((tab) => tab.until('open')));
  const [name] = (await desk.ledger()).tabs;
  const leader = tabs.find((tab) => tab.name === name)!;
  const [one, other] = tabs.filter((tab) => tab !== leader) as [ClientTab, ClientTab];
  return { desk, leader, others: [one, other] as const };
}

/** Tells how long it took the slowest tab to notice what happened `at`, and to be connected again. */
async function measured(name: string, at: number, tabs: readonly ClientTab[]): Promise<Measured> {
  const times = await Promise.all(tabs.map((tab) => tab.backSince(at)));
  const noticed = Math.max(...times.map(({ lostAt }) => lostAt)) - at;
  const back = Math.max(...times.map(({ backAt, lostAt }) => backAt - lostAt));
  return { name, who: 'SharedConnection', settings: `lease of ${LEASE} ms`, noticed, back };
}

function names(prefix: string): string[] {
  return Array.from({ length: 10 }, (_, i) => `${prefix}${i}`);
}

/** Waits until all tabs have heard once what the server has, by one connection, and nothing waits. */
async function settled(desk: ClientDesk, tabs: readonly ClientTab[]): Promise<void> {
  for (const tab of tabs) {
    const waits = async (): Promise<boolean> =>
      Object.values((await tab.report()).fates).some((fate) => /queued|sending/.test(fate));
    await expect.poll(waits, WAIT).toBe(false);
  }
  const { texts, tabs: connected } = await desk.ledger();
  expect(new Set(texts).size).toBe(texts.length);
  expect(connected).toHaveLength(1);
  for (const tab of tabs) {
    await expect.poll(async () => (await tab.report()).heard, WAIT).toEqual(texts);
    expect(tab.errors).toEqual([]);
  }
}
