import { expect, test } from 'vitest';
import type { Doc } from 'yjs';
import { plainWire } from '../../src/documents/plain-wire.js';
import { SharedDocument } from '../../src/documents/shared-document.js';
import type { DocumentOptions } from '../../src/documents/document-options.js';
import { plainPeer, plainScene } from './document-scene.js';

test.each([true, false])(
  'another wire goes on where the last one ended (a server that is strict: %s)',
  async (strict) => {
    const { stage, room, document, ...scene } = await rewireScene('abc', { strict });
    const stop = document.connect(scene.wire());
    await stage.advance(1000);
    document.edit({ from: 3, to: 3, insert: 'X' });
    await stage.advance(1000);
    stop();
    document.edit({ from: 4, to: 4, insert: 'Y' });
    room.contents.set('default', 'zabcX');
    document.connect(scene.wire());
    await stage.advance(10_000);
    expect([document.text, room.contents.get('default')]).toEqual(['zabcXY', 'zabcXY']);
  },
);

test('what a shared connection tells before the join waits for what was kept', async () => {
  let load = (): void => {};
  const persist = (_: string, doc: Doc) => ({
    whenSynced: new Promise<void>((resolve) => {
      load = () => {
        doc.getText('content').insert(0, 'abc');
        doc.getMap('plain-wire').set('base', 'abc');
        resolve();
      };
    }),
    destroy: () => undefined,
  });
  const { stage, room, document, wire } = await rewireScene('abc', {}, { persist });
  document.connect(wire());
  room.contents.set('default', 'abcd');
  room.say('document-update', { docId: 'default', content: 'abcd' });
  await stage.advance(100);
  load();
  await stage.advance(10_000);
  expect(document.text).toBe('abcd');
});

/** Sets up a document that has no wire yet, and somebody else who has joined by the same source. */
async function rewireScene(
  content: string,
  room: { strict?: boolean },
  options: Partial<DocumentOptions> = {},
) {
  const scene = await plainScene(0, content, { room });
  const { tab, client } = plainPeer(scene.stage, 1);
  await scene.stage.advance(1000);
  const document = new SharedDocument({ runtime: tab.runtime, ...options });
  return { ...scene, document, wire: () => plainWire(client) };
}
