import { applyUpdate, Doc, encodeStateAsUpdate, Map as YMap } from 'yjs';
import { expect, test } from 'vitest';
import { pack } from '../../src/documents/bytes.js';
import { framing } from '../../src/documents/framing.js';
import { texts, write, yjsScene } from './document-scene.js';

const { write: frame } = framing('y-websocket', '');

test.each([
  ['nothing', []],
  ['an unknown step', [0, 9, 0]],
  ['a length beyond the end', [0, 2, 255, 255, 3]],
  ['an endless number', Array<number>(20).fill(255)],
  ['half an update', [0, 2, 4, 1, 255, 255, 1]],
  ['an awareness that is no JSON', [1, 5, 1, 1, 1, 1, 123]],
  ['an awareness that promises more', [1, 2, 255, 1]],
])('reports %s, and goes on', async (_, bytes) => {
  const { stage, room, peers } = await yjsScene(2);
  write(peers[0]!, 'safe');
  room.raw(Uint8Array.from(bytes));
  await stage.advance(100);
  expect(peers[0]!.invalid).toEqual(['malformed-frame']);
  write(peers[1]!, '!');
  await stage.advance(100);
  expect(texts(peers)).toEqual(['safe!', 'safe!']);
});

test('passes over what it does not know', async () => {
  const { stage, room, peers } = await yjsScene(1);
  room.raw(Uint8Array.from([77, 1, 2]));
  room.raw(Uint8Array.from([3]));
  await stage.advance(100);
  expect(peers[0]!.invalid).toEqual([]);
});

test('people with hostile names, colours and carets are shown as what they are', async () => {
  const { stage, room, peers } = await yjsScene(1);
  write(peers[0]!, 'text');
  const states: unknown[] = [
    { user: { id: '__proto__', name: '\u202Egpj.exe', color: 'url(x)' } },
    { user: { id: 'x'.repeat(300_000), name: 'n'.repeat(300_000) } },
    {
      user: { name: 7, color: {} },
      cursor: { anchor: { tname: 'evil' }, head: { tname: 'evil' } },
    },
    { user: {}, cursor: { anchor: { item: { client: 9, clock: 1e9 } }, head: 'x' }, typing: 'yes' },
    { user: [], cursor: [] },
    { cursor: null },
    null,
  ];
  const parts = states.flatMap((state, index) => [100 + index, 1, JSON.stringify(state)]);
  room.raw(frame({ kind: 'awareness', bytes: pack(states.length, ...parts) }));
  await stage.advance(100);
  const { people } = peers[0]!.document;
  expect(peers[0]!.invalid).toEqual([]);
  expect(people.map(({ name }) => name.length <= 80)).toEqual(Array(5).fill(true));
  expect(people[0]).toMatchObject({ userId: '__proto__', name: 'gpj.exe', initial: 'G' });
  for (const { colour, selection } of people) {
    expect(colour.light).toMatch(/^#[\da-f]{6}$/);
    expect(selection).toBeUndefined();
  }
  expect([...peers[0]!.document.doc.share.keys()]).toEqual(['content']);
});

test('nobody can speak for oneself, or take one’s place', async () => {
  const { stage, room, peers } = await yjsScene(2);
  const [ada, bob] = peers;
  const id = ada!.document.awareness.clientID;
  room.raw(frame({ kind: 'awareness', bytes: pack(1, id, 1000, 'null') }));
  await stage.advance(1000);
  expect(bob!.document.people.map(({ userId }) => userId)).toEqual(['user-0']);
});

test('what is in a text but is none takes one place, and moves nothing', async () => {
  const { stage, room, peers } = await yjsScene(1);
  const foreign = new Doc();
  foreign.getText('content').insert(0, 'a\r\nb');
  foreign.getText('content').insertEmbed(2, { image: 'x' });
  foreign.getText('content').insertEmbed(5, new YMap());
  applyUpdate(room.doc, encodeStateAsUpdate(foreign));
  await stage.advance(100);
  expect(texts(peers)).toEqual(['a \uFFFC\nb\uFFFC']);
  write(peers[0]!, 'X', 4);
  await stage.advance(100);
  expect(room.doc.getText('content').toJSON()).toBe('a\r\nXb');
});

test('a position inside a character, or out of the text, is moved', async () => {
  const { peers } = await yjsScene(1);
  const { document } = peers[0]!;
  document.edit({ from: -5, to: NaN, insert: '😀\uD83D' });
  expect(document.text).toBe('😀\uFFFD');
  document.edit({ from: 1, to: 1, insert: 'x' });
  expect(document.text).toBe('x😀\uFFFD');
  document.edit({ from: 2, to: 1e9, insert: '' });
  expect(document.text).toBe('x');
});

test('an edit beyond the limit changes nothing, and says what to do', async () => {
  const { peers } = await yjsScene(1, { maxLength: 5 });
  const { document } = peers[0]!;
  document.setText('12345');
  expect(() => document.setText('123456')).toThrow(
    'Failed to edit the document: Document full (6 of 5 characters). Shorten it first.',
  );
  expect(document.text).toBe('12345');
  document.setText('1234');
  expect(document.text).toBe('1234');
});
