import { channelWire } from '../../src/documents/channel-wire.js';
import { plainWire } from '../../src/documents/plain-wire.js';
import { SharedDocument } from '../../src/documents/shared-document.js';
import { yjsWire } from '../../src/documents/yjs-wire.js';
import { Stage, type StagedTab } from '../../src/stage.js';
import { documentFrames } from '../../src/transports/codecs/document-frames.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { PlainRoom } from '../documents/plain-room.js';
import { YjsRoom } from '../documents/yjs-room.js';
import type { EditorScript, EditorWire } from './editor-script.js';

/** One who writes. */
export interface SoakPeer {
  readonly tab: StagedTab;
  readonly url: string;
  readonly document: SharedDocument;
}

/** Those who write, what is between them, and what can befall it. */
export interface EditorWorld {
  readonly stage: Stage;
  readonly peers: readonly SoakPeer[];
  /** What could not be taken by anybody. */
  readonly invalid: string[];
  drop(peer: SoakPeer): void;
  block(peer: SoakPeer, isBlocked: boolean): void;
  restart(): void;
  /** Ends all faults. */
  heal(): void;
  /** What the server has; nothing where there is none. */
  kept(): string | undefined;
}

/** Puts up everything for a script. */
export function openWorld(script: EditorScript): EditorWorld {
  const { wire, latency, jitter, seed } = script;
  const stage = new Stage({ seed });
  // Sockets lose and swap nothing; behind a broker it happens, and only Yjs promises to bear it.
  const bad = wire === 'yjs';
  const faults = {
    latency,
    jitter,
    loss: bad ? script.loss / 100 : 0,
    duplicate: bad ? script.duplicate / 100 : 0,
    reorder: bad ? script.reorder / 100 : 0,
  };
  const invalid: string[] = [];
  const far = farEnd(stage, wire, faults);
  const peers = Array.from({ length: script.peers }, (_, index) =>
    makePeer(stage, wire, index, invalid),
  );
  return {
    ...far,
    stage,
    peers,
    invalid,
    heal() {
      Object.assign(faults, { loss: 0, duplicate: 0, reorder: 0 });
      for (const peer of peers) {
        far.block(peer, false);
        peer.tab.page.resume();
        peer.tab.page.show();
      }
    },
  };
}

type FarEnd = Pick<EditorWorld, 'drop' | 'block' | 'restart' | 'kept'>;

function farEnd(stage: Stage, wire: EditorWire, faults: object): FarEnd {
  if (wire === 'channel') {
    return {
      // A page that goes into the back/forward cache and comes back.
      drop: ({ tab }) => {
        tab.page.pagehide();
        tab.page.pageshow();
      },
      block: ({ tab }, isBlocked) => (isBlocked ? tab.page.pagehide() : tab.page.pageshow()),
      restart: () => undefined,
      kept: () => undefined,
    };
  }
  const isPlain = wire !== 'yjs';
  const room = isPlain
    ? new PlainRoom(stage, '*', { ...faults, strict: wire === 'plain-strict' })
    : new YjsRoom(stage, '*', faults);
  return {
    drop: ({ url }) => room.drop(url),
    block({ url }, isBlocked) {
      if (!isBlocked) return void room.blocked.delete(url);
      room.blocked.add(url);
      room.drop(url);
    },
    // A server of whole texts that forgets them takes them from everybody who opens the document.
    restart: () => (room instanceof PlainRoom ? room.drop() : room.restart(false)),
    kept: () => (room instanceof PlainRoom ? room.contents.get('default') : room.text),
  };
}

function makePeer(stage: Stage, wire: EditorWire, index: number, invalid: string[]): SoakPeer {
  const tab = stage.tab();
  const { runtime } = tab;
  const url = `wss://stage.test/${index}`;
  const document = new SharedDocument({ runtime });
  document.addEventListener('invalid', ({ error }) => invalid.push(error.message));
  if (wire === 'channel') document.connect(channelWire());
  else {
    const isBinary = wire === 'yjs';
    const client = new WebSocketClient(url, {
      runtime,
      reconnectDelay: (attempt) => Math.min(30_000, 500 * 2 ** attempt),
      maxReconnectAttempts: Infinity,
      ...(isBinary && { codecs: documentFrames() }),
    });
    document.connect(isBinary ? yjsWire(client) : plainWire(client));
  }
  return { tab, url, document };
}
