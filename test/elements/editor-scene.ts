import '../../src/elements/collaborative-editor/collaborative-editor.define.js';
import type { CollaborativeEditorElement } from '../../src/elements/collaborative-editor/collaborative-editor.js';
import { onTestFinished } from 'vitest';
import { Stage } from '../../src/stage.js';
import { WebSocketClient } from '../../src/transports.js';
import { plainPeer, type Peer } from '../documents/document-scene.js';
import { PlainRoom, type PlainRoomOptions } from '../documents/plain-room.js';
import { addPlace } from './feed-scene.js';

const URL = 'wss://stage.test/room';

/** A stage with a server of whole texts, others who write, and a place for editors. */
export interface EditorScene {
  readonly stage: Stage;
  readonly room: PlainRoom;
  readonly source: WebSocketClient;
  readonly place: HTMLElement;
  /** Makes an editor, and waits until it knows the text. */
  addEditor(
    properties?: Partial<CollaborativeEditorElement>,
    place?: HTMLElement,
  ): Promise<CollaborativeEditorElement>;
  /** Lets somebody else come, whose text is the same. */
  addPeer(): Promise<Peer>;
  /** Lets everything arrive. */
  settle(): Promise<void>;
  /** What the server has read. */
  sent(): string[];
}

export function editorScene(content?: string, options: PlainRoomOptions = {}): EditorScene {
  const stage = new Stage();
  const room = new PlainRoom(stage, URL, { latency: 10, ...options });
  if (content !== undefined) room.contents.set('default', content);
  const { runtime } = stage;
  const source = new WebSocketClient(URL, {
    runtime,
    reconnectDelay: () => 500,
    maxReconnectAttempts: Infinity,
  });
  const place = addPlace();
  const peers: Peer[] = [];
  onTestFinished(() => {
    for (const peer of peers) peer.leave();
    stage.dispose();
  });
  const settle = (): Promise<void> => stage.advance(1000);
  return {
    ...{ stage, room, source, place, settle },
    async addEditor(properties, where = place) {
      const editor = document.createElement('collaborative-editor');
      where.append(Object.assign(editor, { runtime, source, ...properties }));
      await stage.advance(200);
      return editor;
    },
    async addPeer() {
      const peer = plainPeer(stage, peers.length + 1);
      peers.push(peer);
      await settle();
      return peer;
    },
    sent: () => room.received.map(({ type, payload }) => `${type} ${String(payload['docId'])}`),
  };
}

/** Mounts an editor on a text, with Ada somewhere in it. */
export async function withAda(cursor: unknown, text: string) {
  const scene: EditorScene = editorScene(text);
  const editor = await scene.addEditor();
  scene.room.say('collaborator-joined', { userId: 'ada', name: 'Ada', cursor });
  await scene.stage.advance(50);
  return { ...scene, editor };
}
