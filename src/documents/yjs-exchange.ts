import { applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import { applyUpdate, encodeStateAsUpdate, encodeStateVector, mergeUpdates } from 'yjs';
import { type Alarm, createAlarm } from '../core/alarm.js';
import type { Paced } from '../core/paced.js';
import { throttle } from '../core/throttle.js';
import { Unpacker } from './bytes.js';
import { type Awareness, type AwarenessChange, forgetPeers } from './document-awareness.js';
import { documentFailure, wordsOf } from './document-failure.js';
import type { DocumentFrame, Framing } from './framing.js';
import type { WireHost } from './wire.js';

/** How an exchange behaves. All times are ms. */
export interface ExchangeOptions {
  /** The shortest time between two messages with edits. Default 50. */
  readonly interval?: number | undefined;
}

/** The shortest time between two messages that tell of oneself, and two that ask what was stored. */
const PEOPLE_EVERY = 100;
const ASK_EVERY = 1000;
/** How long after a reconnect somebody may stay silent who was there before. */
const RETURN_TIME = 5000;

/** Keeps a document and the far end of a wire the same, by the sync and awareness protocols of Yjs. */
export class YjsExchange {
  readonly #host: WireHost;
  readonly #framing: Framing;
  readonly #send: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly #updates: Uint8Array[] = [];
  readonly #flush: Paced<void>;
  readonly #ask: Paced<void>;
  readonly #introduce: Paced<void>;
  readonly #returning: Alarm;
  /** Up to which revision the far end has everything once it answers the questions under way. */
  readonly #asked: number[] = [];
  /** Who was heard of through this wire, and who of them not yet since the last connection. */
  readonly #peers = new Set<number>();
  #missing = new Set<number>();
  #answers = 0;
  #wasAsked = false;
  #isOpen = false;
  #confirmed = 0;

  /** @param send Takes a frame while the wire is open. */
  constructor(
    host: WireHost,
    framing: Framing,
    send: (bytes: Uint8Array<ArrayBuffer>) => void,
    { interval = 50 }: ExchangeOptions = {},
  ) {
    const { clock } = host.runtime;
    this.#host = host;
    this.#framing = framing;
    this.#send = send;
    this.#returning = createAlarm(clock);
    this.#flush = throttle(() => this.#save(), { clock, interval });
    this.#introduce = throttle(() => this.#sendSelf(), { clock, interval: PEOPLE_EVERY });
    this.#ask = throttle(() => this.#askForConfirmation(), { clock, interval: ASK_EVERY });
    host.doc.on('update', this.#onUpdate);
    host.awareness.on('update', this.#onAwareness);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get confirmed(): number {
    return this.#confirmed;
  }

  /** The far end can be reached: everything is compared anew. */
  open(): void {
    const { awareness } = this.#host;
    this.#isOpen = true;
    this.#wasAsked = false;
    this.#answers = 0;
    this.#missing = new Set(this.#peers);
    if (this.#framing.greeting) this.#send(this.#framing.greeting);
    this.ask();
    this.#write({ kind: 'query' });
    // With the clock of before, those who took one for gone would not believe it.
    awareness.setLocalState(awareness.getLocalState());
    this.#introduce();
    this.#returning(() => this.#forget(this.#missing), RETURN_TIME);
    this.#host.changed();
  }

  /** The far end cannot be reached. */
  close(): void {
    this.#isOpen = false;
    this.#asked.length = 0;
    this.#updates.length = 0;
    this.#returning();
    this.#host.changed();
  }

  /** Asks for what may be missing here, which also shows whether the far end lives. */
  ask(): void {
    if (!this.#isOpen) return;
    // What the far end does not ask for it may have missed: then it gets everything.
    if (this.#answers > 1 && !this.#wasAsked)
      this.#updates.push(encodeStateAsUpdate(this.#host.doc));
    this.#sendUpdates();
    this.#asked.push(this.#wasAsked || this.#answers > 1 ? this.#host.revision : this.#confirmed);
    this.#write({ kind: 'ask', bytes: encodeStateVector(this.#host.doc) });
  }

  /** Takes a frame. What cannot be read is reported and changes nothing. */
  receive(bytes: Uint8Array): void {
    try {
      const frame = this.#framing.read(bytes);
      if (frame) this.#take(frame);
    } catch (cause) {
      this.#fail('malformed-frame', wordsOf(cause), cause);
    }
  }

  /** Tells the others that one has gone, as long as they can be reached. */
  leave(): void {
    this.#sendUpdates();
    this.#sendSelf(new Map());
    if (this.#isOpen) this.close();
  }

  /** Leaves, and lets go of everything. */
  stop(): void {
    const { doc, awareness } = this.#host;
    doc.off('update', this.#onUpdate);
    awareness.off('update', this.#onAwareness);
    this.leave();
    for (const end of [this.#flush, this.#introduce, this.#ask]) end.dispose();
    this.#forget(this.#peers);
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    // What is not sent now is asked for when there is a connection.
    if (origin === this || !this.#isOpen) return;
    this.#updates.push(update);
    this.#flush();
  };

  readonly #onAwareness = ({ added, updated, removed }: AwarenessChange): void => {
    // Also when somebody said that one has gone: then one says that one has not.
    if ([...added, ...updated, ...removed].includes(this.#host.awareness.clientID)) {
      this.#introduce();
    }
  };

  #take(frame: DocumentFrame): void {
    const { doc } = this.#host;
    if (frame.kind === 'ask') this.#answer(frame.bytes);
    else if (frame.kind === 'update') applyUpdate(doc, frame.bytes, this);
    else if (frame.kind === 'answer') {
      applyUpdate(doc, frame.bytes, this);
      this.#confirm();
    } else if (frame.kind === 'awareness') this.#meet(frame.bytes);
    else if (frame.kind === 'query') this.#introduce();
    else {
      this.#fail(frame.kind === 'denied' ? 'permission-denied' : 'read-only', frame.reason);
    }
  }

  #answer(vector: Uint8Array): void {
    const bytes = encodeStateAsUpdate(this.#host.doc, vector);
    this.#wasAsked = true;
    this.#write({ kind: 'answer', bytes });
    // It begins with the number of clients of whom it has something new.
    if (bytes[0] && this.#confirmed === this.#host.revision) this.#host.noteEdit();
    if (this.#confirmed < this.#host.revision) this.#ask();
  }

  #confirm(): void {
    this.#answers++;
    const revision = this.#asked.shift() ?? 0;
    this.#confirmed = Math.max(this.#confirmed, revision);
    if (this.#confirmed < this.#host.revision) this.#ask();
    this.#host.changed();
  }

  #askForConfirmation(): void {
    if (this.#confirmed < this.#host.revision) this.ask();
  }

  #save(): void {
    this.#sendUpdates();
    if (this.#confirmed < this.#host.revision) this.#ask();
  }

  #sendUpdates(): void {
    const updates = this.#updates.splice(0);
    if (!this.#isOpen || updates.length === 0) return;
    this.#write({ kind: 'update', bytes: updates[1] ? mergeUpdates(updates) : updates[0]! });
  }

  #sendSelf(states?: Awareness['states']): void {
    const { awareness } = this.#host;
    if (!this.#isOpen) return;
    const bytes = encodeAwarenessUpdate(awareness, [awareness.clientID], states);
    this.#write({ kind: 'awareness', bytes });
  }

  #meet(update: Uint8Array): void {
    const { awareness } = this.#host;
    // Read once before, because half of what is malformed must not be taken.
    const parts = new Unpacker(update);
    for (let left = parts.number(); left > 0; left--) {
      const id = parts.number();
      parts.number();
      const state: unknown = JSON.parse(parts.text());
      if (typeof state !== 'object') throw new TypeError('a state is no object');
      this.#missing.delete(id);
      if (id !== awareness.clientID) this.#peers.add(id);
    }
    applyAwarenessUpdate(awareness, update, this);
    for (const id of this.#peers) if (!awareness.states.has(id)) this.#peers.delete(id);
  }

  #forget(peers: Set<number>): void {
    forgetPeers(this.#host.awareness, [...peers], this);
    for (const id of peers) this.#peers.delete(id);
  }

  #write(frame: DocumentFrame): void {
    this.#send(this.#framing.write(frame));
  }

  #fail(
    code: 'malformed-frame' | 'permission-denied' | 'read-only',
    why: string,
    cause?: unknown,
  ): void {
    const actions = {
      'malformed-frame': 'read a frame of the document',
      'permission-denied': 'open the document',
      'read-only': 'save the document',
    };
    this.#host.invalid(documentFailure(actions[code], code, why, cause));
  }
}
