import { expect, test } from 'vitest';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import { fromBase64, toBase64 } from '../../src/documents/bytes.js';
import { plainScene, texts, write } from './document-scene.js';

const bytes = (...values: number[]): string => toBase64(Uint8Array.from(values));
/** What a text is made of, without the list of what is deleted. */
const structs = [...fromBase64(stateOf(7, 'evil'))].slice(0, -1);

test.each<[string, string]>([
  ['no base64', '%%%'],
  ['empty', ''],
  ['garbage', bytes(1, 2, 3)],
  ['numbers without an end', bytes(...Array<number>(64).fill(255))],
  ['more structs than there are', bytes(1, 255, 255, 255, 255, 15, 7, 0)],
  ['cut off', stateOf(7, 'mine too').slice(0, 12)],
  ['followed by a bad list of what is deleted', bytes(...structs, 9, 9, 9)],
])('a state that is %s is reported, and nothing is lost', async (_, state) => {
  const { stage, peers, say } = await statesScene();
  say({ content: 'evil', state });
  await stage.advance(1000);
  expect(peers.map(({ invalid }) => invalid)).toEqual(Array(2).fill(['malformed-message']));
  write(peers[0]!, ' yours');
  await stage.advance(20_000);
  expect(texts(peers)).toEqual(Array(2).fill('mine and yours'));
});

test('what a bad state brings is not taken for deleted when a good one brings it', async () => {
  const { stage, peers, say, state } = await statesScene();
  const good = stateOf(9, ' new', state);
  const bad = bytes(...[...fromBase64(good)].slice(0, -1), 9, 9, 9);
  say({ content: 'mine and new', state: bad });
  await stage.advance(1000);
  say({ content: 'mine and new', state: good });
  await stage.advance(20_000);
  expect(texts(peers)).toEqual(Array(2).fill('mine and new'));
});

test.each<[string, Record<string, unknown>]>([
  ['of another beginning', { root: '=other' }],
  ['of a beginning that is no text', { root: 7 }],
  ['that is no text', { state: 7 }],
])('a text that comes with a state %s is compared as it is', async (_, fields) => {
  const { stage, peers, say, state } = await statesScene();
  say({ content: 'mine and theirs', state: stateOf(9, ' theirs', state), ...fields });
  write(peers[0]!, '!', 0);
  await stage.advance(20_000);
  expect(texts(peers)).toEqual(Array(2).fill('!mine and theirs'));
  expect(peers.flatMap(({ invalid }) => invalid)).toEqual([]);
});

test.each<[string, (state: string) => string]>([
  ['has another text', () => stateOf(9, 'something else')],
  ['lacks what came before', () => gap()],
  ['is by the id of the first of them', (state) => stateOf(lastId(state), ' theirs', state)],
  ['takes the id of the first of them on', (state) => stateOf(lastId(state), ' their own', state)],
])('a state that %s ends in one text, and what was read stays', async (_, make) => {
  const { stage, room, peers, say, state } = await statesScene();
  write(peers[0]!, ' yours');
  write(peers[1]!, 'all ', 0);
  say({ content: 'mine and theirs', state: make(state) });
  await stage.advance(20_000);
  const [first, second] = texts(peers);
  expect([first, room.contents.get('default')]).toEqual([second, second]);
  for (const word of ['all ', 'mine and']) expect(first).toContain(word);
  const sent = room.received.length;
  await stage.advance(60_000);
  expect(room.received.length).toBe(sent);
  expect(peers.flatMap(({ invalid }) => invalid)).toEqual([]);
});

/** Sets up two who know a text exactly, and somebody who speaks as if from the same room. */
async function statesScene() {
  const scene = await plainScene(2, 'mine');
  write(scene.peers[0]!, ' and');
  await scene.stage.advance(1000);
  const { root, state } = scene.room.received.at(-1)!.payload as { root: string; state: string };
  const say = (fields: Record<string, unknown>): void =>
    scene.room.say('document-update', { docId: 'default', root, ...fields });
  return { ...scene, say, state };
}

function docOf(state?: string, clientID = 0): Doc {
  const doc = new Doc();
  doc.clientID = clientID;
  if (state) applyUpdate(doc, fromBase64(state));
  return doc;
}

/** Makes the state that follows when somebody of this client id writes on. */
function stateOf(clientID: number, text: string, state?: string): string {
  const doc = docOf(state);
  doc.clientID = clientID;
  doc.getText().insert(doc.getText().length, text);
  return toBase64(encodeStateAsUpdate(doc));
}

/** Finds the client id that came into a state last. */
function lastId(state: string): number {
  return [...docOf(state).store.clients.keys()].at(-1)!;
}

/** Makes a state without its first letters. */
function gap(): string {
  const doc = docOf(stateOf(9, 'a'));
  doc.clientID = 9;
  doc.getText().insert(1, 'b');
  return toBase64(encodeStateAsUpdate(doc, Uint8Array.from([1, 9, 1])));
}
