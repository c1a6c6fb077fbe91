import { expect, test } from 'vitest';
import { select, shown } from '../../stories/editor-parts.js';
import { SharedDocument } from '../../src/documents/shared-document.js';
import { yjsWire } from '../../src/documents/yjs-wire.js';
import { documentFrames } from '../../src/transports/codecs/document-frames.js';
import { WebSocketClient } from '../../src/transports.js';
import { ROOM_URL, write, yjsScene } from '../documents/document-scene.js';
import { addPlace } from './feed-scene.js';
import '../../src/elements/collaborative-editor/collaborative-editor.define.js';

test.each([
  [3, 3],
  [0, 3],
])(
  'others see the selection %i to %i where it stays when they write at its end',
  async (from, to) => {
    const { stage, peers } = await yjsScene(1);
    const [bob] = peers;
    write(bob!, 'abc');
    const { runtime } = stage.tab();
    const client = new WebSocketClient(ROOM_URL, { runtime, codecs: documentFrames() });
    const shared = new SharedDocument({ runtime });
    shared.introduce({ userId: 'me' });
    shared.connect(yjsWire(client));
    await stage.advance(1000);
    const editor = document.createElement('collaborative-editor');
    addPlace().append(Object.assign(editor, { runtime, document: shared }));
    await editor.updateComplete;
    select(editor, from, to);
    await stage.advance(1000);
    write(bob!, 'def', 3);
    await stage.advance(1000);
    expect(shown(editor)).toBe(from === to ? 'abc|def' : '[abc]def');
    expect(bob!.document.people[0]!.selection).toEqual({ anchor: from, head: to });
    shared.close();
    stage.dispose();
  },
);
