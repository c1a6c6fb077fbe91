import { expect, test } from 'vitest';
import type { InvalidMessage } from '../../src/transports/client-events.js';
import { sharedScene } from './shared-scene.js';

const CHANNEL = 'tallylight 1 news';
const said = { version: 1, from: 'stranger', epoch: 0 };
const state = {
  ...{ state: 'open', attempt: 0, maxAttempts: 1, unsent: 0 },
  close: { code: 1000, reason: '' },
  place: {},
};

test.each([
  ['nothing', undefined],
  ['a text', 'hello'],
  ['another version', { ...said, version: 2, kind: 'bye' }],
  ['an unknown kind', { ...said, kind: 'toString' }],
  ['no kind', { ...said }],
  ['a bad epoch', { ...said, kind: 'bye', epoch: Infinity }],
  ['a negative epoch', { ...said, kind: 'bye', epoch: -1 }],
  ['an epoch beyond all time', { ...said, kind: 'state', state, epoch: Number.MAX_SAFE_INTEGER }],
  ['no sender', { ...said, kind: 'bye', from: 7 }],
  ['types that are no list', { ...said, kind: 'here', request: 'r', types: 'news' }],
  ['a type that is no text', { ...said, kind: 'here', request: 'r', types: [1] }],
  ['endless types', { ...said, kind: 'here', request: 'r', types: Array(1001).fill('x') }],
  ['a state of no kind', { ...said, kind: 'state', state: { ...state, state: 'on' } }],
  ['a state without close', { ...said, kind: 'state', state: { ...state, close: null } }],
  ['a message without type', { ...said, kind: 'message', message: { payload: 1 } }],
  ['a message whose id is an object', { ...said, kind: 'message', message: { type: 'a', id: {} } }],
  ['a remark of its own', { ...said, kind: 'remark', type: 'statechange', fields: {} }],
  ['a fate of its own', { ...said, kind: 'fate', to: 'a', id: 'b', fate: 'lost' }],
  ['a claim beyond all time', { ...said, kind: 'front', at: 1e300 }],
])('takes no notice of %s on the channel, and says so', async (_, data) => {
  const { stage, tabs, say, dials } = await sharedScene();
  const invalid: InvalidMessage[] = [];
  tabs[1]!.shared.addEventListener('invalid', (event) => invalid.push(event));
  stage.channel(CHANNEL, (peer) => peer.post(data));
  await stage.advance(0);
  expect(invalid).toHaveLength(1);
  expect(invalid[0]).toMatchObject({ message: { type: 'shared-connection', payload: data } });
  expect(invalid[0]!.issues[0]!.message).toMatch(/^What another tab says (?:is|has) /);
  say('still');
  await stage.advance(10_000);
  expect(tabs.map(({ news }) => news)).toEqual([['still'], ['still']]);
  expect([dials(), stage.errors]).toEqual([1, []]);
});

test('a stranger who claims to lead is outdone by the tab that does', async () => {
  const { stage, tabs, say, dials } = await sharedScene({ count: 3 });
  const epoch = stage.runtime.clock.now() + 1000;
  stage.channel(CHANNEL, (peer) => peer.post({ ...said, kind: 'state', state, epoch }));
  await stage.advance(0);
  say('still');
  await stage.advance(0);
  expect(tabs.map(({ news }) => news)).toEqual([['still'], ['still'], ['still']]);
  expect(tabs.map(({ shared }) => shared.state)).toEqual(['open', 'open', 'open']);
  await stage.advance(20_000);
  expect(dials()).toBe(1);
});

test("another tab cannot fake the connection's own events", async () => {
  const { stage, tabs } = await sharedScene();
  const told: string[] = [];
  for (const type of ['connected', 'error'] as const)
    tabs[1]!.shared.on(type, () => told.push(type));
  const { epoch, from } = JSON.parse(
    stage.log.entries.find(({ data }) => data?.includes('"kind":"state"'))!.data!,
  ) as { epoch: number; from: string };
  const words = { version: 1, from, epoch };
  stage.channel(CHANNEL, (peer) => {
    for (const type of ['connected', 'error', '*'])
      peer.post({ ...words, kind: 'message', message: { type, payload: {}, timestamp: 0 }, at: 1 });
    peer.post({
      ...words,
      kind: 'remark',
      type: 'gap',
      fields: { from: 1, type: 'fake', target: {}, preventDefault: 1 },
    });
  });
  await stage.advance(0);
  expect([told, stage.errors]).toEqual([[], []]);
});

test('what cannot be cloned is an error here, and nothing elsewhere', async () => {
  const { stage, tabs } = await sharedScene();
  tabs[0]!.shared.tabs.tell('topic', () => undefined);
  await stage.advance(0);
  expect(tabs[0]!.told.at(-1)).toBe('error uncloneable@0');
  expect(tabs[1]!.told.at(-1)).toBe('connected@0');
});

test('refuses a payload that its schema does not allow, whichever tab received it', async () => {
  const { stage, tabs, say } = await sharedScene({
    shared: {
      schemas: {
        news: {
          '~standard': {
            version: 1,
            vendor: 'test',
            validate: (value) =>
              typeof value === 'string' ? { value } : { issues: [{ message: 'no text' }] },
          },
        },
      },
    },
  });
  say(7);
  say('good');
  await stage.advance(0);
  expect(tabs.map(({ news }) => news)).toEqual([['good'], ['good']]);
});
