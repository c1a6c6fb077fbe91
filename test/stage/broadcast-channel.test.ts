import { expect, test } from 'vitest';
import { Stage, type StagedTab } from '../../src/stage.js';

test('carries a message to every other object of the name, and to no other stage', async () => {
  const [one, two] = [new Stage(), new Stage()];
  const heard = [open(one), open(one), open(two)].map(hear);
  open(one).postMessage('hello');
  await Promise.all([one.advance(0), two.advance(0)]);
  expect(heard).toEqual([['hello'], ['hello'], []]);
});

test('a peer made of a script hears the page and answers', async () => {
  const stage = new Stage();
  const heard: unknown[] = [];
  stage.channel('app', (peer) => {
    peer.onmessage((data) => {
      heard.push(data);
      peer.post({ re: data });
    });
  });
  const channel = open(stage);
  const answers = hear(channel);
  channel.postMessage(1);
  await stage.advance(0);
  expect([heard, answers]).toEqual([[1], [{ re: 1 }]]);
});

test('a peer that has left neither hears nor is heard', async () => {
  const stage = new Stage();
  const heard: unknown[] = [];
  let say: (data: unknown) => void = () => {};
  const leave = stage.channel('app', (peer) => {
    peer.onmessage((data) => heard.push(data));
    say = (data) => peer.post(data);
  });
  const channel = open(stage);
  const answers = hear(channel);
  leave();
  channel.postMessage(1);
  say('late');
  await stage.advance(0);
  expect([heard, answers]).toEqual([[], []]);
});

test('what nobody can read arrives as messageerror', async () => {
  const stage = new Stage();
  const channel = open(stage);
  const events: string[] = [];
  for (const type of ['message', 'messageerror'] as const) {
    channel.addEventListener(type, (event) => events.push(`${event.type} ${event.origin}`));
  }
  stage.channel('app', (peer) => peer.postUnreadable());
  await stage.advance(0);
  expect(events).toEqual(['messageerror https://stage.test']);
});

test('a throwing listener is reported and harms no other', async () => {
  const stage = new Stage();
  const channel = open(stage);
  channel.onmessage = () => {
    throw new Error('planned');
  };
  const heard = hear(channel);
  open(stage).postMessage(1);
  await stage.advance(0);
  expect(heard).toEqual([1]);
  expect(stage.errors).toEqual([new Error('planned')]);
});

test('the log tells who said what, and when', async () => {
  const stage = new Stage();
  const other = stage.tab();
  await stage.advance(20);
  open(stage).postMessage({ n: 1 });
  open(other).postMessage(undefined);
  stage.channel('app', (peer) => peer.post(new Map()), 'Ada');
  stage.channel('app', (peer) => peer.postUnreadable(), 'Bob');
  const at = 20;
  expect(stage.log.entries).toEqual([
    { at, source: 'app', direction: 'out', kind: 'post', data: '{"n":1}' },
    { at, source: 'app', direction: 'in', tab: 'tab 2', kind: 'post', data: '"undefined"' },
    { at, source: 'app', direction: 'in', tab: 'Ada', kind: 'post', data: '{}' },
    { at, source: 'app', direction: 'in', tab: 'Bob', kind: 'messageerror' },
  ]);
});

test('data that JSON cannot hold is logged as text and arrives whole', async () => {
  const stage = new Stage();
  const heard = hear(open(stage));
  const loop: { self?: unknown } = {};
  loop.self = loop;
  open(stage).postMessage(loop);
  open(stage).postMessage(5n);
  await stage.advance(0);
  expect(stage.log.entries.map(({ data }) => data)).toEqual(['"[object Object]"', '"5"']);
  expect((heard[0] as typeof loop).self).toBe(heard[0]);
  expect(heard[1]).toBe(5n);
});

test('open channels and their listeners count as pending until they are closed', () => {
  const stage = new Stage();
  const other = stage.tab();
  const channels = [open(stage), open(other)];
  channels.forEach(hear);
  expect(stage.pending).toMatchObject({ sockets: 2, listeners: 2 });
  for (const channel of channels) channel.close();
  expect(stage.pending).toMatchObject({ sockets: 0, listeners: 0 });
});

test('nothing comes after dispose, and nothing is pending', async () => {
  const stage = new Stage();
  const heard = hear(open(stage));
  open(stage.tab()).postMessage('under way');
  stage.dispose();
  open(stage);
  expect(stage.pending).toMatchObject({ sockets: 0, listeners: 0 });
  await expect(stage.advance(0)).rejects.toThrow('disposed');
  expect(heard).toEqual([]);
  expect(() => stage.channel('app', () => {})).toThrow('Failed to put a peer on a channel');
  expect(() => stage.tab()).toThrow('Failed to open a tab');
});

function open({ runtime }: Stage | StagedTab, name = 'app'): BroadcastChannel {
  return new runtime.BroadcastChannel!(name);
}

function hear(channel: BroadcastChannel): unknown[] {
  const heard: unknown[] = [];
  channel.addEventListener('message', ({ data }) => heard.push(data));
  return heard;
}
