import { expect, test } from 'vitest';
import { applyUpdate, encodeStateAsUpdate, type Doc } from 'yjs';
import { plainPeer, plainScene, texts, write } from './document-scene.js';

test.each([
  ['the server says', false],
  ['others say, before the server does', true],
])('what was saved before a reload is not taken for new after it: %s', async (_, isLate) => {
  const { stage, room, peers } = await plainScene(1);
  let kept: Uint8Array | undefined;
  const persist = (_: string, doc: Doc) => {
    if (kept) applyUpdate(doc, kept);
    doc.on('update', () => (kept = encodeStateAsUpdate(doc)));
    return { whenSynced: Promise.resolve(), destroy: () => undefined };
  };
  const ada = plainPeer(stage, 1, { persist });
  await stage.advance(1000);
  write(ada, 'one two');
  await stage.advance(1000);
  expect([room.contents.get('default'), ada.document.sync.state]).toEqual(['one two', 'saved']);
  ada.client.disconnect();
  write(ada, ' three');
  ada.leave();
  write(peers[0]!, 'zero ', 0);
  await stage.advance(1000);
  room.isLoadDown = isLate;
  const again = plainPeer(stage, 2, { persist });
  await stage.advance(10_000);
  expect(texts([peers[0]!, again])).toEqual(Array(2).fill('zero one two three'));
});
