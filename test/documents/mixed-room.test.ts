import { expect, test } from 'vitest';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { plainPeer, plainScene, ROOM_URL, texts, write, type Peer } from './document-scene.js';

test('one who knows only whole texts writes with three who know more', async () => {
  const { stage, room, peers, novice } = await mixedScene('shared');
  for (const [index, word] of ['a', 'b', 'c', 'd', 'e', 'f'].entries()) {
    write(peers[index % 3]!, ` ${word}`);
    await stage.advance(1000);
    novice.write(` ${word.toUpperCase()}`);
    await stage.advance(1000);
  }
  await stage.advance(20_000);
  const all = 'shared a A b B c C d D e E f F';
  expect([...texts(peers), novice.text, room.contents.get('default')]).toEqual(Array(5).fill(all));
});

test('what all write at the same moment is there once', async () => {
  const { stage, room, peers, novice } = await mixedScene('one\ntwo\nthree\nfour\n');
  for (let round = 0; round < 5; round++) {
    for (const [index, peer] of peers.entries()) {
      const line = peer.document.text
        .split('\n')
        .slice(0, index + 1)
        .join('\n');
      write(peer, ` p${index}r${round}`, line.length);
    }
    novice.write(`n${round} `);
    await stage.advance(8000);
  }
  await stage.advance(20_000);
  const [text] = texts(peers);
  expect([...texts(peers), novice.text, room.contents.get('default')]).toEqual(Array(5).fill(text));
  for (let round = 0; round < 5; round++) {
    for (const word of [`p0r${round}`, `p1r${round}`, `p2r${round}`, `n${round} `]) {
      expect(text!.split(word), word).toHaveLength(2);
    }
  }
});

test('who joins while others write has everything, and doubles nothing', async () => {
  const { stage, room, peers } = await plainScene(3, 'begin');
  const late: Peer[] = [];
  for (let round = 0; round < 30; round++) {
    write(peers[round % 3]!, ` w${round};`);
    await stage.advance(70);
    if (round % 10 === 5) late.push(plainPeer(stage, 10 + round));
  }
  for (const [index, peer] of late.entries()) write(peer, ` late${index};`);
  await stage.advance(20_000);
  const [text] = texts(peers);
  expect([...texts(peers), ...texts(late)]).toEqual(Array(6).fill(text));
  expect(room.contents.get('default')).toBe(text);
  for (let round = 0; round < 30; round++) expect(text!.split(` w${round};`)).toHaveLength(2);
  for (const index of late.keys()) expect(text!.split(` late${index};`)).toHaveLength(2);
});

test.each([10, 40, 160])('of %i who are there a few welcome somebody', async (count) => {
  const { stage, room } = await plainScene(count, 'text');
  await stage.advance(20_000);
  const before = room.received.length;
  plainPeer(stage, count);
  await stage.advance(5000);
  const updates = room.received.slice(before).filter(({ type }) => type === 'document-update');
  expect(updates.length).toBeGreaterThan(0);
  expect(updates.length).toBeLessThan(5);
});

/** Sets up three who know what a text is made of, and one who knows no more than the protocol. */
async function mixedScene(content: string) {
  const scene = await plainScene(3, content);
  const { runtime } = scene.stage.tab();
  const client = new WebSocketClient(ROOM_URL, { runtime });
  const novice = {
    text: content,
    write(word: string) {
      novice.text += word;
      client.send('document-update', { docId: 'default', content: novice.text });
    },
  };
  client.on('document-update', (payload) => {
    novice.text = (payload as { content: string }).content;
  });
  void client.connect();
  await scene.stage.advance(100);
  client.send('join-document', { docId: 'default' });
  await scene.stage.advance(1000);
  return { ...scene, novice };
}
