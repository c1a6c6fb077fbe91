import { expect, test } from 'vitest';
import { Stage } from '../../src/stage.js';
import { TabSyncService } from '../../src/transports/tab-sync.js';
import { serve, tabs } from './tab-scene.js';

test('tells the other tabs and not itself', async () => {
  const { stage, tabs: all } = await tabs(3);
  expect(all[0].sync.broadcast('cart', { items: 2 })).toBe(true);
  await stage.advance(0);
  expect(all.map(({ heard }) => heard)).toEqual([[], ['cart {"items":2}'], ['cart {"items":2}']]);
});

test('sends type, payload, time and tab', async () => {
  const { stage, tabs: all } = await tabs();
  const { sync } = all[0];
  await stage.advance(1500);
  sync.broadcast('cart', 1);
  const { data = '' } = stage.log.entries.at(-1)!;
  const timestamp = Date.UTC(2026, 0, 15, 9, 0, 1, 500);
  expect(JSON.parse(data)).toEqual({ type: 'cart', payload: 1, timestamp, tabId: sync.getTabId() });
});

test('gives handlers the payload and the id of the tab that spoke', async () => {
  const { stage, tabs: all } = await tabs();
  const heard: unknown[][] = [];
  all[1].sync.on('cart', (...args) => heard.push(args));
  all[0].sync.broadcast('cart', { items: 2 });
  await stage.advance(0);
  expect(heard).toEqual([[{ items: 2 }, all[0].sync.getTabId()]]);
});

test('names every tab by time and chance', () => {
  const stage = new Stage();
  const [one, two] = [stage, stage.tab()].map((tab) => serve(tab).sync.getTabId());
  expect(one).toMatch(/^tab-1768467600000-[0-9a-z]{5,}$/);
  expect(two).not.toBe(one);
});

test('announces itself when it starts, and its end when it is closed', async () => {
  const { stage, tabs: all } = await tabs();
  const said: unknown[] = [];
  for (const type of ['tab-connected', 'tab-disconnected'] as const) {
    all[0].sync.on(type, (payload, tabId) => said.push([type, payload, tabId]));
  }
  const { sync } = serve(stage.tab());
  await stage.advance(0);
  sync.close();
  await stage.advance(0);
  const tabId = sync.getTabId();
  expect(said).toEqual([
    ['tab-connected', { tabId }, tabId],
    ['tab-disconnected', { tabId }, tabId],
  ]);
});

test('leaves with the page and comes back with it, under the same name', async () => {
  const { stage, tabs: all } = await tabs();
  const [here, there] = all;
  const id = there.sync.getTabId();
  there.page.pagehide();
  here.sync.broadcast('cart', 1);
  await stage.advance(0);
  expect([here.heard, there.heard, there.sync.connected]).toEqual([
    ['tab-disconnected'],
    [],
    false,
  ]);
  there.page.pageshow();
  here.sync.broadcast('cart', 2);
  await stage.advance(0);
  expect([here.heard, there.heard]).toEqual([['tab-disconnected', 'tab-connected'], ['cart 2']]);
  expect([there.sync.getTabId(), there.sync.connected]).toEqual([id, true]);
});

test('the first pageshow, which comes after the start, announces nothing again', async () => {
  const { stage, tabs: all } = await tabs();
  all[1].page.pageshow();
  await stage.advance(0);
  expect(all[0].heard).toEqual([]);
});

test('unsubscribing ends one registration, a signal too', async () => {
  const { stage, tabs: all } = await tabs();
  const heard: string[] = [];
  const control = new AbortController();
  const { sync } = all[1];
  const stop = sync.on('cart', () => heard.push('stopped'));
  sync.on('cart', () => heard.push('aborted'), { signal: control.signal });
  sync.on('cart', () => heard.push('stays'));
  stop();
  control.abort();
  all[0].sync.broadcast('cart');
  await stage.advance(0);
  expect(heard).toEqual(['stays']);
});

test('a handler that throws is reported and harms no other', async () => {
  const { stage, tabs: all } = await tabs();
  const heard: unknown[] = [];
  all[1].sync.on('cart', () => {
    throw new Error('planned');
  });
  all[1].sync.on('cart', (payload) => heard.push(payload));
  all[0].sync.broadcast('cart', 1);
  await stage.advance(0);
  expect([heard, stage.errors]).toEqual([[1], [new Error('planned')]]);
});

test('channels of other names hear nothing', async () => {
  const { stage, tabs: all } = await tabs();
  const other = new TabSyncService('other', { runtime: stage.runtime });
  other.broadcast('cart', 1);
  await stage.advance(0);
  expect(all.flatMap(({ heard }) => heard)).toEqual([]);
});

test('a tab is alone where the platform has no channels', () => {
  const { runtime } = new Stage();
  const sync = new TabSyncService('app-sync', {
    runtime: { ...runtime, BroadcastChannel: undefined },
  });
  expect([sync.broadcast('cart', 1), sync.connected]).toEqual([false, false]);
  sync.close();
});

test('leaves nothing behind when it is disposed of', async () => {
  const { stage, tabs: all } = await tabs();
  {
    using sync = new TabSyncService('app-sync', { runtime: stage.runtime });
    expect(sync.connected).toBe(true);
  }
  for (const { sync } of all) sync.close();
  expect(stage.pending).toEqual({ timers: 0, frames: 0, sockets: 0, listeners: 0 });
});
