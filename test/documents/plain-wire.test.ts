import { expect, test } from 'vitest';
import { plainPeer, plainScene, texts, write } from './document-scene.js';

test.each([2, 3, 10])('%i peers that write at once end with the same text', async (count) => {
  const { stage, room, peers } = await plainScene(count, 'shared');
  expect(texts(peers)).toEqual(Array(count).fill('shared'));
  for (const [index, peer] of peers.entries()) write(peer, `<${index}>`, 0);
  await stage.advance(60_000);
  expect(new Set([...texts(peers), room.contents.get('default')]).size).toBe(1);
  for (const index of peers.keys()) {
    expect(peers[0]!.document.text.split(`<${index}>`)).toHaveLength(2);
  }
});

test('joins after every connect, and leaves in the end', async () => {
  const { stage, room, peers } = await plainScene(1, '');
  const joins = (): unknown[] => room.received.filter(({ type }) => type === 'join-document');
  expect(joins()).toEqual([expect.objectContaining({ payload: { docId: 'default' } })]);
  room.drop();
  await stage.advance(2000);
  expect(joins()).toHaveLength(2);
  peers[0]!.leave();
  await stage.advance(1000);
  expect(room.received.at(-1)).toMatchObject({
    type: 'leave-document',
    payload: { docId: 'default' },
  });
  expect(stage.pending).toEqual({ timers: 0, frames: 0, sockets: 0, listeners: 0 });
});

test('sends the whole text at most every 300 ms, and the last one always', async () => {
  const { stage, room, peers } = await plainScene(1, '');
  const updates = (): unknown[] =>
    room.received
      .filter(({ type }) => type === 'document-update')
      .map(({ payload }) => payload['content']);
  for (const sign of 'abcdef') {
    await stage.advance(99);
    write(peers[0]!, sign);
  }
  await stage.advance(1000);
  expect(updates()).toEqual(['a', 'abcd', 'abcdef']);
});

test('what is typed before the text has come is merged with it', async () => {
  const { stage, room, peers } = await plainScene(0, 'late');
  peers.push(plainPeer(stage, 0));
  write(peers[0]!, ' early');
  await stage.advance(1000);
  expect(texts(peers)).toEqual(['late early']);
  expect(room.contents.get('default')).toBe('late early');
});

test('reports that the text could not be had, sends nothing meanwhile, and asks again', async () => {
  const { stage, room, peers } = await plainScene(0, 'precious');
  room.isLoadDown = true;
  peers.push(plainPeer(stage, 0));
  write(peers[0]!, ' word');
  await stage.advance(4000);
  expect(peers[0]!.invalid).toEqual(['load-failed']);
  expect(room.contents.get('default')).toBe('precious');
  expect(peers[0]!.document.sync).toEqual({ state: 'saving', waiting: 1 });
  room.isLoadDown = false;
  await stage.advance(5000);
  expect(room.contents.get('default')).toBe('precious word');
  expect(peers[0]!.document.sync).toEqual({ state: 'saved', waiting: 0 });
});

test('an hour offline is merged with what others wrote', async () => {
  const { stage, room, peers } = await plainScene(1, 'one\ntwo\nthree\n');
  room.isDown = true;
  room.drop();
  await stage.advance(1000);
  write(peers[0]!, 'mine ', 4);
  expect(peers[0]!.document.sync).toEqual({ state: 'offline', waiting: 1 });
  await stage.advance(3_600_000);
  room.contents.set('default', 'ONE\ntwo\nthree\nfour\n');
  room.isDown = false;
  await stage.advance(3000);
  expect(texts(peers)).toEqual(['ONE\nmine two\nthree\nfour\n']);
  expect(room.contents.get('default')).toBe('ONE\nmine two\nthree\nfour\n');
});

test('nothing typed while an update arrives is lost', async () => {
  const { stage, peers } = await plainScene(2, 'x');
  for (let round = 0; round < 40; round++) {
    write(peers[0]!, String.fromCodePoint(0x4e00 + round));
    write(peers[1]!, String.fromCodePoint(0x5e00 + round), 0);
    await stage.advance(30);
  }
  await stage.advance(60_000);
  expect(new Set(texts(peers)).size).toBe(1);
  expect(new Set(peers[0]!.document.text).size).toBe(81);
  expect(peers[0]!.document.text).toHaveLength(81);
});

test('what one deletes of another’s fresh words stays deleted', async () => {
  const { stage, peers } = await plainScene(2, 'base');
  write(peers[0]!, ' typo');
  await stage.advance(100);
  peers[1]!.document.edit({ from: 4, to: 9, insert: '' });
  await stage.advance(60_000);
  expect(texts(peers)).toEqual(['base', 'base']);
});

test('undo reaches the others, and takes back only one’s own', async () => {
  const { stage, peers } = await plainScene(2, 'base');
  write(peers[0]!, ' ada');
  await stage.advance(400);
  write(peers[1]!, 'bob ', 0);
  await stage.advance(400);
  peers[0]!.document.undo();
  await stage.advance(10_000);
  expect(texts(peers)).toEqual(['bob base', 'bob base']);
  peers[1]!.document.undo();
  await stage.advance(10_000);
  expect(texts(peers)).toEqual(['base', 'base']);
});

test('who has the same text as here may yet read what was sent before, and is told', async () => {
  const { stage, room, peers } = await plainScene(1, 'one two', { room: { strict: true } });
  write(peers[0]!, '!');
  peers[0]!.document.edit({ from: 7, to: 8, insert: '' });
  await stage.advance(400);
  expect(room.contents.get('default')).toBe('one two');
  // Two others have the same, and wrote it before they read that.
  room.say('document-update', { docId: 'default', content: 'two' });
  room.say('document-update', { docId: 'default', content: 'two' });
  await stage.advance(10_000);
  expect([texts(peers), room.contents.get('default')]).toEqual([['two'], 'two']);
});
