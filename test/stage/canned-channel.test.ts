import { expect, test } from 'vitest';
import { Stage, type CannedStream, type Cue } from '../../src/stage.js';

const sources = { sync: { kind: 'channel', name: 'app-sync' } } as const;
const now = Date.UTC(2026, 0, 15, 9);

test('a cue lets another tab speak, at its moment', async () => {
  const { stage, heard } = play([
    { at: 5, source: 'sync', do: 'message', type: 'cart', payload: { at: '{{now}}' }, tab: 'Ada' },
  ]);
  await stage.advance(4);
  expect(heard).toEqual([]);
  await stage.advance(1);
  const timestamp = now + 5;
  expect(heard).toEqual([{ type: 'cart', payload: { at: timestamp }, timestamp, tabId: 'Ada' }]);
});

test('tabs join and leave in the words of the tabs themselves', async () => {
  const { stage, heard } = play([
    { at: 1, source: 'sync', do: 'join', tab: 'Ada' },
    { at: 2, source: 'sync', do: 'leave', tab: 'Ada' },
  ]);
  await stage.advance(2);
  expect(heard).toEqual([
    { type: 'tab-connected', payload: { tabId: 'Ada' }, timestamp: now + 1, tabId: 'Ada' },
    { type: 'tab-disconnected', payload: { tabId: 'Ada' }, timestamp: now + 2, tabId: 'Ada' },
  ]);
});

test('anything may be said, and what cannot be read too', async () => {
  const { stage, heard } = play([
    { at: 0, source: 'sync', do: 'post', data: ['{{n}}'], repeat: { times: 2, every: 1 } },
    { at: 2, source: 'sync', do: 'messageerror' },
  ]);
  await stage.advance(2);
  expect(heard).toEqual([[1], [2], 'messageerror']);
});

test('tabs on one channel hear each other, and a cue needs no moment', async () => {
  const stage = new Stage({ stream: { name: 's', sources, cues: [] } });
  const heard: unknown[] = [];
  stage.channel('app-sync', (peer) => peer.onmessage((data) => heard.push(data)));
  stage.cue('sync', { do: 'post', data: 1 });
  await stage.advance(0);
  expect(heard).toEqual([1]);
});

test('the log calls the channel by the name of its source, and can be played again', async () => {
  const { stage, heard } = play([
    { at: 3, source: 'sync', do: 'message', type: 'cart', tab: 'Ada' },
    { at: 4, source: 'sync', do: 'messageerror' },
  ]);
  new (stage.tab().runtime.BroadcastChannel!)('other').postMessage('undeclared');
  await stage.advance(10);
  expect(stage.log.entries.map(({ source, tab }) => `${source} ${tab}`)).toEqual([
    'other tab 2',
    'sync Ada',
    'sync peer',
  ]);
  const stream = stage.log.toStream();
  expect(stream.sources).toEqual({ ...sources, other: { kind: 'channel', name: 'other' } });
  const again = play(stream.cues, stream.sources);
  await again.stage.advance(10);
  expect(again.heard).toEqual(heard);
});

test.each<[string, object, string]>([
  ['a channel without name', { sources: { sync: { kind: 'channel' } } }, '"name" is missing.'],
  [
    'an action of sockets',
    { cues: [{ at: 0, source: 'sync', do: 'drop' }] },
    'cue 0 (at 0): "do" is "drop". Use one of: message, post, messageerror, join, leave.',
  ],
  [
    'a connection',
    { cues: [{ at: 0, source: 'sync', do: 'join', connection: 1 }] },
    '"connection" is not a field of it.',
  ],
  ['nothing to post', { cues: [{ at: 0, source: 'sync', do: 'post' }] }, '"data" is missing.'],
  [
    'faults',
    { faults: { sync: { loss: 1 } } },
    'faults of "sync": a broadcast channel loses and delays nothing. Leave them out.',
  ],
])('refuses %s', (_, part, problem) => {
  expect(() => new Stage({ stream: { name: 's', sources, cues: [], ...part } })).toThrow(problem);
});

test('a source cannot be two channels', () => {
  const { stage } = play([]);
  const stream = { name: 'more', sources: { sync: { kind: 'channel', name: 'x' } }, cues: [] };
  expect(() => stage.load(stream)).toThrow(
    'source "sync" is on stage already, on channel "app-sync". Give it another name.',
  );
});

/** Plays cues to a page that listens on the channel. */
function play(cues: readonly Cue[], declared: NonNullable<CannedStream['sources']> = sources) {
  const stage = new Stage({ stream: { name: 's', sources: declared, cues } });
  const channel = new stage.runtime.BroadcastChannel!('app-sync');
  const heard: unknown[] = [];
  channel.onmessage = ({ data }) => heard.push(data);
  channel.onmessageerror = () => heard.push('messageerror');
  return { stage, heard };
}
