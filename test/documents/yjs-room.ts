import {
  applyAwarenessUpdate,
  Awareness,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs';
import { type DocumentFrame, framing } from '../../src/documents/framing.js';
import type { FaultSettings, StagedServerConnection, Stage } from '../../src/stage.js';

/** A server on stage that does what `y-websocket` does. */
export class YjsRoom {
  doc = newDoc();
  awareness = newAwareness(this.doc);
  /** Whether connections are refused. */
  isDown = false;
  /** The addresses from which nobody gets through. */
  readonly blocked = new Set<string>();
  readonly connections = new Map<StagedServerConnection, Set<number>>();
  readonly #framing = framing('y-websocket', '');

  constructor(stage: Stage, url: string, faults: FaultSettings = {}) {
    stage.websocket(url, (connection) => this.#welcome(connection), faults);
    this.#listen();
  }

  get text(): string {
    return this.doc.getText('content').toJSON();
  }

  /** Ends the connections from an address. */
  drop(url: string): void {
    for (const connection of this.connections.keys()) if (connection.url === url) connection.drop();
  }

  /** Ends all connections, and forgets everything unless it is kept. */
  restart(keeps = true): void {
    for (const connection of this.connections.keys()) connection.drop();
    this.connections.clear();
    const kept = encodeStateAsUpdate(this.doc);
    this.doc = newDoc();
    this.awareness = newAwareness(this.doc);
    this.#listen();
    if (keeps) applyUpdate(this.doc, kept);
  }

  /** Sends bytes to everybody. */
  raw(bytes: Uint8Array): void {
    for (const connection of this.connections.keys()) connection.send(bytes);
  }

  #listen(): void {
    const { awareness, doc } = this;
    doc.on('update', (bytes: Uint8Array) => this.#tell({ kind: 'update', bytes }));
    awareness.on('update', (change: Record<string, number[]>, from: unknown) => {
      const own = this.connections.get(from as StagedServerConnection);
      for (const id of change['added']!) own?.add(id);
      const bytes = encodeAwarenessUpdate(awareness, Object.values(change).flat());
      this.#tell({ kind: 'awareness', bytes });
    });
  }

  #tell(frame: DocumentFrame): void {
    this.raw(this.#framing.write(frame));
  }

  #welcome(connection: StagedServerConnection): void {
    if (this.isDown || this.blocked.has(connection.url)) return connection.refuse();
    const ids = new Set<number>();
    const send = (frame: DocumentFrame): void => connection.send(this.#framing.write(frame));
    connection.accept();
    this.connections.set(connection, ids);
    connection.onmessage((data) => {
      if (typeof data !== 'string') this.#take(new Uint8Array(data), connection, send);
    });
    connection.onclose(() => {
      this.connections.delete(connection);
      removeAwarenessStates(this.awareness, [...ids], null);
    });
    send({ kind: 'ask', bytes: encodeStateVector(this.doc) });
    const present = [...this.awareness.states.keys()];
    send({ kind: 'awareness', bytes: encodeAwarenessUpdate(this.awareness, present) });
  }

  #take(
    bytes: Uint8Array,
    from: StagedServerConnection,
    send: (frame: DocumentFrame) => void,
  ): void {
    const frame = this.#framing.read(bytes);
    if (frame?.kind === 'ask') {
      send({ kind: 'answer', bytes: encodeStateAsUpdate(this.doc, frame.bytes) });
    } else if (frame?.kind === 'answer' || frame?.kind === 'update') {
      applyUpdate(this.doc, frame.bytes, from);
    } else if (frame?.kind === 'awareness') {
      applyAwarenessUpdate(this.awareness, frame.bytes, from);
    }
  }
}

function newDoc(): Doc {
  const doc = new Doc();
  // Only peers draw from the stage's chance.
  doc.clientID = 1;
  return doc;
}

function newAwareness(doc: Doc): Awareness {
  const awareness = new Awareness(doc);
  clearInterval(awareness._checkInterval as number);
  awareness.setLocalState(null);
  return awareness;
}
