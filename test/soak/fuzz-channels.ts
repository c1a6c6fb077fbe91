import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { channelWire } from '../../src/documents/channel-wire.js';
import { framing } from '../../src/documents/framing.js';
import { plainWire } from '../../src/documents/plain-wire.js';
import { SharedDocument } from '../../src/documents/shared-document.js';
import { yjsWire } from '../../src/documents/yjs-wire.js';
import { Stage, type ChannelPeer, type StagedServerConnection } from '../../src/stage.js';
import { AuthSyncService } from '../../src/transports/auth-sync.js';
import { documentFrames } from '../../src/transports/codecs/document-frames.js';
import { TabSyncService } from '../../src/transports/tab-sync.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { type Draw, mutateBytes, mutateValue, pick, randomBytes } from './fuzz-chance.js';
import type { FuzzTarget, FuzzWorld } from './fuzz-target.js';

/** What tabs say to each other. */
const TAB_MESSAGES: readonly object[] = [
  { type: 'tab-connected', payload: { tabId: 'tab-1-x' }, timestamp: 1, tabId: 'tab-1-x' },
  { type: 'auth-logout', payload: {}, timestamp: 1, tabId: 'tab-1-x' },
  { type: 'data-updated', payload: { resource: 'orders', id: 7 }, timestamp: 1, tabId: 'tab-1-x' },
  { type: 'note', payload: [1, { a: new Uint8Array(3) }], timestamp: 1, tabId: 'tab-1-x' },
];
const PLAIN_MESSAGES: readonly object[] = [
  {
    type: 'document-update',
    payload: { docId: 'default', content: 'Hello', cursor: 3, userId: 'u', from: 'x', basedOn: 7 },
    timestamp: 0,
  },
  { type: 'document-update', payload: { docId: 'default', content: 'a\r\nb' }, timestamp: 0 },
  {
    type: 'collaborator-joined',
    payload: { userId: 'u', name: 'Ada', cursor: { start: 1, end: 2 } },
  },
  { type: 'collaborator-left', payload: { userId: 'u' }, timestamp: 0 },
];

function world(
  stage: Stage,
  feed: (draw: Draw) => void,
  prove: () => Promise<void>,
  document?: SharedDocument,
): FuzzWorld {
  const settle = async (): Promise<void> => {
    await stage.advance(10);
    stage.log.clear();
  };
  return {
    feed,
    settle,
    async check() {
      await settle();
      await prove();
      if (stage.errors.length > 0) throw stage.errors[0];
    },
    close() {
      document?.close();
      stage.dispose();
    },
  };
}

/** What other code says on the channel of the tabs. */
const tabs: FuzzTarget = {
  life: 20_000,
  open() {
    const stage = new Stage();
    const sync = new TabSyncService('fuzz', { runtime: stage.runtime });
    let peer!: ChannelPeer;
    let heard = 0;
    stage.channel('fuzz', (made) => (peer = made));
    sync.addEventListener('error', (event) => event.preventDefault());
    sync.on('the-mark', () => heard++);
    new AuthSyncService({
      ...{ tabs: sync, navigate: () => undefined, reload: () => undefined },
      runtime: { ...stage.runtime, reportError: () => undefined },
    });
    return world(
      stage,
      (draw) => {
        const message = pick(draw, TAB_MESSAGES);
        if (draw() < 0.02) peer.postUnreadable();
        else peer.post(draw() < 0.8 ? mutateValue(draw, message) : message);
      },
      async () => {
        const before = heard;
        peer.post({ type: 'the-mark', payload: 1, timestamp: 0, tabId: 'tab-1-x' });
        await stage.advance(10);
        if (heard !== before + 1) throw new Error('The mark was not heard.');
      },
    );
  },
};

/** Documents keep what was ever written in them: they live shorter. */
const DOCUMENT_LIFE = 1000;

/** Proves that a document can still be written in, and that what is said of it is text. */
async function prove(stage: Stage, document: SharedDocument): Promise<void> {
  const from = document.text.length;
  document.edit({ from, to: from, insert: 'mark' });
  if (!document.text.endsWith('mark')) throw new Error('The document cannot be written in.');
  await stage.advance(10);
}

const plain: FuzzTarget = {
  life: DOCUMENT_LIFE,
  open() {
    const stage = new Stage();
    let server!: StagedServerConnection;
    stage.http('*', (_, respond) => respond({ body: { content: 'Hello' } }));
    stage.websocket('*', (connection) => (server = connection).accept());
    const { runtime } = stage;
    const client = new WebSocketClient('wss://stage.test/fuzz', { runtime, heartbeatInterval: 0 });
    const document = new SharedDocument({ runtime });
    document.connect(plainWire(client));
    return world(
      stage,
      (draw) => {
        const message = pick(draw, PLAIN_MESSAGES);
        server.send(JSON.stringify(draw() < 0.8 ? mutateValue(draw, message) : message));
      },
      () => prove(stage, document),
      document,
    );
  },
};

/** Makes frames of Yjs, and mutated ones. */
function yjsFrames(): (draw: Draw) => Uint8Array {
  const doc = new Doc();
  const awareness = new Awareness(doc);
  const { write } = framing('y-websocket', '');
  awareness.setLocalState({ user: { name: 'Ada', color: '#123456' }, cursor: null });
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(awareness, [doc.clientID]), null);
  // Its clock beats in real time.
  awareness.destroy();
  awareness.setLocalState({ user: { name: 'Ada' } });
  doc.clientID = 1;
  doc.getText('content').insert(0, 'Hello, 世界');
  const frames = [
    write({ kind: 'ask', bytes: encodeStateVector(doc) }),
    write({ kind: 'answer', bytes: encodeStateAsUpdate(doc) }),
    write({ kind: 'update', bytes: encodeStateAsUpdate(doc) }),
    write({
      kind: 'awareness',
      bytes: encodeAwarenessUpdate(awareness, [...awareness.states.keys()]),
    }),
    write({ kind: 'query' }),
    write({ kind: 'denied', reason: 'no' }),
  ];
  return (draw) => {
    if (draw() < 0.1) return randomBytes(draw);
    return draw() < 0.8 ? mutateBytes(draw, pick(draw, frames)) : pick(draw, frames);
  };
}

const yjs: FuzzTarget = {
  life: DOCUMENT_LIFE,
  open() {
    const stage = new Stage();
    const frame = yjsFrames();
    let server!: StagedServerConnection;
    stage.websocket('*', (connection) => (server = connection).accept());
    const { runtime } = stage;
    const client = new WebSocketClient('wss://stage.test/fuzz', {
      ...{ runtime, codecs: documentFrames(), heartbeatInterval: 0 },
    });
    const document = new SharedDocument({ runtime });
    document.connect(yjsWire(client));
    const feed = (draw: Draw): void => server.send(frame(draw));
    return world(stage, feed, () => prove(stage, document), document);
  },
};

const documentChannel: FuzzTarget = {
  life: DOCUMENT_LIFE,
  open() {
    const stage = new Stage();
    const frame = yjsFrames();
    let peer!: ChannelPeer;
    stage.channel('tallylight-document:default', (made) => (peer = made));
    const document = new SharedDocument({ runtime: stage.runtime });
    document.connect(channelWire());
    return world(
      stage,
      (draw) => peer.post(draw() < 0.1 ? mutateValue(draw, {}) : frame(draw)),
      () => prove(stage, document),
      document,
    );
  },
};

export const CHANNELS: Readonly<Record<string, FuzzTarget>> = {
  ...{ tabs, plain, yjs, 'document-channel': documentChannel },
};
