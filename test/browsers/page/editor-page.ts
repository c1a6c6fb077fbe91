import { SharedDocument } from '../../../src/documents/shared-document.js';
import '../../../src/elements/collaborative-editor/collaborative-editor.define.js';
import { browserRuntime } from '../../../src/transports/browser-runtime.js';
import { documentFrames } from '../../../src/transports/codecs/document-frames.js';
import { WebSocketClient } from '../../../src/transports/websocket-client.js';
import type { PageSettings } from '../page-settings.js';

// A page as an application has it: an editor, and what it needs to reach a server.

const settings = Object.fromEntries(
  new URLSearchParams(location.search),
) as unknown as PageSettings;
const { server, port, room, user, tabs, persist } = settings;
const isPlain = server === 'plain' || server === 'plain-strict';
const editor = document.createElement('collaborative-editor');
const who = { self: user, selfName: user.slice(0, 1).toUpperCase() + user.slice(1) };

Object.assign(editor, {
  ...who,
  label: 'Minutes',
  docId: room,
  wire: isPlain ? 'plain' : 'yjs',
  src: `http://127.0.0.1:${port}/api/documents/${room}`,
  grace: 0,
  rows: 6,
  tabs: tabs === 'yes',
  ...(persist === 'yes' && {
    persist: async (docId: string, doc: SharedDocument['doc']) =>
      new (await import('y-indexeddb')).IndexeddbPersistence(docId, doc),
  }),
});

if (server) {
  const path = isPlain ? `?userId=${user}&name=${who.selfName}` : room;
  const client = new WebSocketClient(`ws://127.0.0.1:${port}/${path}`, {
    ...(!isPlain && { codecs: documentFrames() }),
    reconnectDelay: () => 150,
    maxReconnectAttempts: Infinity,
  });
  if (server === 'hocuspocus') {
    const { yjsWire } = await import('../../../src/documents/yjs-wire.js');
    const shared = new SharedDocument({ runtime: browserRuntime, docId: room });
    shared.connect(yjsWire(client, { server }));
    editor.document = shared;
  } else editor.source = client;
}
document.body.append(editor);
