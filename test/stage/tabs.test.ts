import { expect, test } from 'vitest';
import { Stage } from '../../src/stage.js';

const url = 'wss://stage.test/ws';

test('tabs share time, and what they ask of chance differs', async () => {
  const stage = new Stage();
  const { runtime } = stage.tab();
  const due: string[] = [];
  runtime.clock.setTimeout(() => due.push(`there at ${stage.now}`), 5);
  stage.runtime.clock.setTimeout(() => due.push(`here at ${stage.now}`), 5);
  await stage.advance(5);
  expect(due).toEqual(['there at 5', 'here at 5']);
  expect(runtime.clock.now()).toBe(stage.runtime.clock.now());
  expect(runtime.uuid()).not.toBe(stage.runtime.uuid());
  stage.cue('clock', { do: 'jump', by: 3_600_000 });
  expect(runtime.clock.now()).toBe(stage.runtime.clock.now());
});

test('a tab is hidden by itself and then paints nothing', async () => {
  const stage = new Stage();
  const other = stage.tab();
  const seen: string[] = [];
  other.page.on('visibilitychange', () => seen.push(`there ${other.page.hidden}`));
  stage.page.on('visibilitychange', () => seen.push('here'));
  other.page.hide();
  other.runtime.clock.requestFrame(() => seen.push('frame there'));
  stage.runtime.clock.requestFrame(() => seen.push('frame here'));
  await stage.advance(100);
  expect(seen).toEqual(['there true', 'frame here']);
  expect(stage.pending.frames).toBe(1);
  other.page.show();
  await stage.advance(0);
  expect(seen).toEqual(['there true', 'frame here', 'there false', 'frame there']);
});

test('a frozen tab runs no timers and hears nothing until it resumes', async () => {
  const stage = new Stage();
  const other = stage.tab();
  const seen: string[] = [];
  const channel = new other.runtime.BroadcastChannel!('app');
  channel.onmessage = ({ data }) => seen.push(`${data} at ${stage.now}`);
  other.runtime.clock.setTimeout(() => seen.push(`timer at ${stage.now}`), 10);
  stage.runtime.clock.setTimeout(() => seen.push(`here at ${stage.now}`), 10);
  other.page.freeze();
  new stage.runtime.BroadcastChannel!('app').postMessage('message');
  await stage.advance(1000);
  expect(seen).toEqual(['here at 10']);
  expect(stage.pending.timers).toBe(1);
  other.page.resume();
  await stage.advance(0);
  expect(seen).toEqual(['here at 10', 'message at 1000', 'timer at 1000']);
});

test('freezing the first tab leaves the others alone', async () => {
  const stage = new Stage();
  const other = stage.tab();
  const seen: string[] = [];
  stage.page.freeze();
  other.runtime.clock.setTimeout(() => seen.push('there'), 10);
  stage.runtime.clock.setTimeout(() => seen.push('here'), 10);
  await stage.advance(10);
  expect(seen).toEqual(['there']);
});

test('tabs reach the same servers over sockets of their own', async () => {
  const stage = new Stage();
  stage.websocket(url, (server) => server.accept());
  const other = stage.tab();
  const [here, there] = [stage.runtime, other.runtime].map(
    ({ WebSocket }) => new WebSocket(url),
  ) as [WebSocket, WebSocket];
  await stage.advance(0);
  expect([here.readyState, there.readyState, stage.pending.sockets]).toEqual([1, 1, 2]);
  other.crash();
  expect([here.readyState, stage.pending.sockets]).toEqual([1, 1]);
});

test('a tab that is closed says goodbye first, one that crashes says nothing', async () => {
  const stage = new Stage();
  const heard: unknown[] = [];
  new stage.runtime.BroadcastChannel!('app').onmessage = ({ data }) => heard.push(data);
  const tabs = [stage.tab(), stage.tab()];
  for (const { number, page, runtime } of tabs) {
    const channel = new runtime.BroadcastChannel!('app');
    page.on('pagehide', () => channel.postMessage(`bye ${number}`));
  }
  tabs[0]?.crash();
  tabs[1]?.close();
  await stage.advance(0);
  expect(heard).toEqual(['bye 3']);
});

test('nothing is left of a tab that has gone, and nothing comes of it', async () => {
  const stage = new Stage();
  const tab = stage.tab();
  const { clock, BroadcastChannel } = tab.runtime;
  const seen: string[] = [];
  const use = (): BroadcastChannel => {
    clock.setTimeout(() => seen.push('timer'), 5);
    clock.requestFrame(() => seen.push('frame'));
    tab.page.on('focus', () => seen.push('focus'));
    return new BroadcastChannel!('app');
  };
  const channel = use();
  tab.page.freeze();
  await stage.advance(10);
  tab.close();
  expect(stage.pending).toEqual({ timers: 0, frames: 0, sockets: 0, listeners: 0 });
  new stage.runtime.BroadcastChannel!('app').onmessage = () => seen.push('message');
  use().postMessage('from beyond');
  channel.postMessage('from beyond');
  tab.page.resume();
  await stage.advance(10);
  expect(seen).toEqual([]);
  expect(stage.pending.timers).toBe(0);
});

test("a tab that ends takes its requests and its workers along, and nobody else's", async () => {
  const stage = new Stage();
  const other = stage.tab();
  const said: string[] = [];
  stage.http('/slow', (_, respond) => {
    stage.runtime.clock.setTimeout(() => respond(new Response('done')), 100);
  });
  stage.worker('worker', (scope) => scope.clock.setTimeout(() => scope.postMessage('done'), 100));
  for (const [who, { runtime }] of Object.entries({ here: stage, there: other })) {
    void runtime.fetch('/slow').then(() => said.push(`answer ${who}`));
    new runtime.Worker('/worker.js', { name: 'worker' }).onmessage = () =>
      said.push(`worker ${who}`);
  }
  await stage.advance(50);
  other.crash();
  await stage.advance(1000);
  expect(said.sort()).toEqual(['answer here', 'worker here']);
});
