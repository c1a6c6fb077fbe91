import { channelWire } from '../../src/documents/channel-wire.js';
import { plainWire, type PlainWireOptions } from '../../src/documents/plain-wire.js';
import { SharedDocument } from '../../src/documents/shared-document.js';
import type { ConnectWire } from '../../src/documents/wire.js';
import { yjsWire } from '../../src/documents/yjs-wire.js';
import type { DocumentOptions } from '../../src/documents/document-options.js';
import { Stage, type StagedTab } from '../../src/stage.js';
import { documentFrames } from '../../src/transports/codecs/document-frames.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { PlainRoom, type PlainRoomOptions } from './plain-room.js';
import { YjsRoom } from './yjs-room.js';

export const ROOM_URL = 'wss://stage.test/room';

/** One who writes, in a tab of their own. */
export interface Peer {
  readonly tab: StagedTab;
  readonly document: SharedDocument;
  readonly client: WebSocketClient;
  /** The codes of what could not be taken. */
  readonly invalid: string[];
  /** What a text field would show that only follows `change` events. */
  leave(): void;
}

/** Sets up a stage with a server of Yjs, and so many who write. */
export async function yjsScene(count: number, options: Partial<DocumentOptions> = {}) {
  const stage = new Stage();
  const room = new YjsRoom(stage, ROOM_URL, { latency: 20 });
  const peers = Array.from({ length: count }, (_, index) => yjsPeer(stage, index, options));
  await stage.advance(1000);
  return { stage, room, peers };
}

/** Sets up a stage with a server of whole texts, and so many who write. */
export async function plainScene(
  count: number,
  content?: string,
  { room: roomOptions = {}, wire = {} }: { room?: PlainRoomOptions; wire?: PlainWireOptions } = {},
) {
  const stage = new Stage();
  const room = new PlainRoom(stage, ROOM_URL, { latency: 20, ...roomOptions });
  if (content !== undefined) room.contents.set('default', content);
  const peers = Array.from({ length: count }, (_, index) => plainPeer(stage, index, {}, wire));
  await stage.advance(1000);
  return { stage, room, peers };
}

export function yjsPeer(stage: Stage, index: number, options: Partial<DocumentOptions> = {}): Peer {
  return peer(stage, index, (client) => yjsWire(client), options);
}

export function plainPeer(
  stage: Stage,
  index: number,
  options: Partial<DocumentOptions> = {},
  wire: PlainWireOptions = {},
): Peer {
  return peer(stage, index, (client) => plainWire(client, wire), options, false);
}

/** Opens a tab whose document is known only to other tabs. */
export function channelPeer(stage: Stage, index: number): Peer {
  return peer(stage, index, () => channelWire());
}

function peer(
  stage: Stage,
  index: number,
  wire: (client: WebSocketClient) => ConnectWire,
  options: Partial<DocumentOptions> = {},
  isBinary = true,
): Peer {
  const tab = stage.tab();
  const { runtime } = tab;
  const client = new WebSocketClient(ROOM_URL, {
    runtime,
    reconnectDelay: () => 500,
    maxReconnectAttempts: Infinity,
    ...(isBinary && { codecs: documentFrames() }),
  });
  const document = new SharedDocument({ runtime, ...options });
  const invalid: string[] = [];
  document.addEventListener('invalid', ({ error }) => invalid.push(error.code));
  document.introduce({ userId: `user-${index}`, name: `User ${index}` });
  document.connect(wire(client));
  return { tab, document, client, invalid, leave: () => document.close() };
}

export function texts(peers: readonly Peer[]): string[] {
  return peers.map(({ document }) => document.text);
}

/** Writes at a position, or at the end. */
export function write({ document }: Peer, insert: string, at = document.text.length): void {
  document.edit({ from: at, to: at, insert });
}
