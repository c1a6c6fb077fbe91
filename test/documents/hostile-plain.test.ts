import { expect, test } from 'vitest';
import { channelWire } from '../../src/documents/channel-wire.js';
import { plainScene, texts, write } from './document-scene.js';

test('an update for another document is ignored', async () => {
  const { stage, room, peers } = await plainScene(1, 'mine');
  room.say('document-update', { docId: 'other', content: 'not mine' });
  room.say('collaborator-joined', { docId: 'other', userId: 'eve' });
  await stage.advance(100);
  expect(texts(peers)).toEqual(['mine']);
  expect(peers[0]!.document.people).toEqual([]);
  expect(peers[0]!.invalid).toEqual([]);
});

test.each([null, 7, 'text', [], {}, { content: null }, { content: ['a'] }, { content: 7 }])(
  'reports %j instead of an update, and keeps the text',
  async (payload) => {
    const { stage, room, peers } = await plainScene(1, 'mine');
    room.say('document-update', payload);
    await stage.advance(100);
    expect(texts(peers)).toEqual(['mine']);
    expect(peers[0]!.invalid).toEqual(['malformed-message']);
  },
);

test.each([
  [-1, 0],
  [1e9, 4],
  ['2', 0],
  [{ anchor: -3, head: 99 }, 4],
  [{ start: 1, end: 3 }, 3],
  [{ evil: true }, undefined],
  [null, undefined],
])('a collaborator with the cursor %j is at %s', async (cursor, head) => {
  const { stage, room, peers } = await plainScene(1, 'text');
  room.say('collaborator-joined', { userId: 'eve', name: '<b>Eve</b>', cursor });
  await stage.advance(100);
  const [eve] = peers[0]!.document.people;
  expect(eve).toMatchObject({ userId: 'eve', name: '<b>Eve</b>' });
  expect(eve!.selection?.head).toBe(head);
});

test('people join, write, move and leave', async () => {
  const { stage, peers } = await plainScene(2, 'text');
  const [ada, bob] = peers;
  const [first] = ada!.document.people;
  expect(first).toMatchObject({ name: 'User 2', typing: false });
  bob!.document.select(2);
  write(bob!, '!!', 0);
  await stage.advance(500);
  expect(ada!.document.people[0]).toMatchObject({ typing: true, selection: { head: 4 } });
  await stage.advance(2000);
  expect(ada!.document.people[0]).toMatchObject({ typing: false });
  bob!.leave();
  await stage.advance(100);
  expect(ada!.document.people).toEqual([]);
});

test('reports somebody without an id, and takes a thousand at most', async () => {
  const { stage, room, peers } = await plainScene(1, '');
  for (const payload of [null, {}, { userId: '' }, { userId: {} }]) {
    room.say('collaborator-joined', payload);
  }
  for (let index = 0; index < 1100; index++) {
    room.say('collaborator-joined', { userId: `u${index}` });
  }
  await stage.advance(100);
  expect(peers[0]!.invalid).toEqual(Array(4).fill('malformed-message'));
  expect(peers[0]!.document.people).toHaveLength(1000);
});

test('line breaks of other systems are one sign', async () => {
  const { peers } = await plainScene(1, 'a\r\nb\rc');
  expect(texts(peers)).toEqual(['a\nb\nc']);
});

test('no other wire may serve a document of whole texts', async () => {
  const { peers } = await plainScene(1, '');
  expect(() => peers[0]!.document.connect(channelWire())).toThrow('Wire conflict');
});

test('a server that sends everybody their own texts as well does no harm', async () => {
  const { stage, peers } = await plainScene(2, '', { room: { echoes: true } });
  for (const sign of 'abc') {
    write(peers[0]!, sign);
    await stage.advance(150);
  }
  await stage.advance(20_000);
  expect(texts(peers)).toEqual(['abc', 'abc']);
});
