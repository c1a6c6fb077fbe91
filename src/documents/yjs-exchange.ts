import { applyUpdate, encodeStateAsUpdate, encodeStateVector, mergeUpdates } from 'yjs';
import type { Paced } from '../core/paced.js';
import { throttle } from '../core/throttle.js';
import { documentFailure, wordsOf } from './document-failure.js';
import { ExchangePeople } from './exchange-people.js';
import type { DocumentFrame, Framing } from './framing.js';
import type { WireHost } from './wire.js';

/** How an exchange behaves. All times are ms. */
export interface ExchangeOptions {
  /** The shortest time between two messages with edits. Default 50. */
  readonly interval?: number | undefined;
}

/** How an exchange says what it has to say. */
export interface ExchangeLine {
  readonly framing: Framing;
  /** Takes a frame while the wire is open. */
  readonly send: (bytes: Uint8Array<ArrayBuffer>) => void;
  /** Whether the far end keeps the document, so that it is asked what it has. */
  readonly stores: boolean;
}

/** The shortest time between two questions whether everything is there, in ms. */
const ASK_EVERY = 1000;

/** Keeps a document and the far end of a wire the same, by the sync and awareness protocols of Yjs. */
export class YjsExchange {
  readonly #host: WireHost;
  readonly #line: ExchangeLine;
  readonly #updates: Uint8Array[] = [];
  readonly #flush: Paced<void>;
  readonly #ask: Paced<void>;
  readonly #people: ExchangePeople;
  /** Up to which revision the far end has everything once it answers the questions under way. */
  readonly #asked: number[] = [];
  #answers = 0;
  #wasAsked = false;
  #isOpen = false;
  #confirmed = 0;

  constructor(host: WireHost, line: ExchangeLine, { interval = 50 }: ExchangeOptions = {}) {
    const { clock } = host.runtime;
    this.#host = host;
    this.#line = line;
    this.#flush = throttle(() => this.#save(), { clock, interval });
    this.#people = new ExchangePeople(host, (bytes) => {
      if (this.#isOpen) this.#write({ kind: 'awareness', bytes });
    });
    this.#ask = throttle(() => this.#isConfirmed || this.ask(), { clock, interval: ASK_EVERY });
    host.doc.on('update', this.#onUpdate);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether the far end has answered what it has. */
  get isLoaded(): boolean {
    return this.#answers > 0;
  }

  get confirmed(): number {
    return this.#confirmed;
  }

  /** The far end can be reached: everything is compared anew. */
  open(): void {
    const { framing, send, stores } = this.#line;
    this.#isOpen = true;
    this.#wasAsked = false;
    this.#answers = 0;
    if (framing.greeting) send(framing.greeting);
    // Who keeps the document asks back; tabs know of each other only what each tells.
    if (!stores) this.#write({ kind: 'update', bytes: encodeStateAsUpdate(this.#host.doc) });
    this.ask();
    this.#write({ kind: 'query' });
    this.#people.open();
    this.#host.changed();
  }

  /** The far end cannot be reached. */
  close(): void {
    this.#isOpen = false;
    this.#asked.length = 0;
    this.#updates.length = 0;
    this.#people.close();
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
      const frame = this.#line.framing.read(bytes);
      if (frame) this.#take(frame);
    } catch (cause) {
      this.#fail('malformed-frame', wordsOf(cause), cause);
    }
  }

  /** Tells the others that one has gone, as long as they can be reached. */
  leave(): void {
    this.#sendUpdates();
    this.#people.leave();
    if (this.#isOpen) this.close();
  }

  /** Leaves, and lets go of everything. */
  stop(): void {
    this.#host.doc.off('update', this.#onUpdate);
    this.leave();
    this.#flush.dispose();
    this.#ask.dispose();
    this.#people.stop();
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    // What is not sent now is asked for when there is a connection.
    if (origin === this || !this.#isOpen) return;
    this.#updates.push(update);
    this.#flush();
  };

  #take(frame: DocumentFrame): void {
    const { doc } = this.#host;
    if (frame.kind === 'ask') this.#answer(frame.bytes);
    else if (frame.kind === 'update') applyUpdate(doc, frame.bytes, this);
    else if (frame.kind === 'answer') {
      applyUpdate(doc, frame.bytes, this);
      this.#confirm();
    } else if (frame.kind === 'awareness') this.#people.take(frame.bytes);
    else if (frame.kind === 'query') this.#people.introduce();
    else {
      this.#fail(frame.kind === 'denied' ? 'permission-denied' : 'read-only', frame.reason);
    }
  }

  #answer(vector: Uint8Array): void {
    const bytes = encodeStateAsUpdate(this.#host.doc, vector);
    this.#wasAsked = true;
    this.#write({ kind: 'answer', bytes });
    // It begins with the number of clients of whom it has something new.
    if (bytes[0] && this.#isConfirmed && this.#line.stores) this.#host.noteEdit();
    this.#confirmSoon();
  }

  #confirm(): void {
    this.#answers++;
    const revision = this.#asked.shift() ?? 0;
    this.#confirmed = Math.max(this.#confirmed, revision);
    this.#confirmSoon();
    this.#host.changed();
  }

  get #isConfirmed(): boolean {
    return this.#confirmed >= this.#host.revision;
  }

  #confirmSoon(): void {
    if (this.#line.stores && !this.#isConfirmed) this.#ask();
  }

  #save(): void {
    this.#sendUpdates();
    this.#confirmSoon();
  }

  #sendUpdates(): void {
    const updates = this.#updates.splice(0);
    if (!this.#isOpen || updates.length === 0) return;
    this.#write({ kind: 'update', bytes: updates[1] ? mergeUpdates(updates) : updates[0]! });
  }

  #write(frame: DocumentFrame): void {
    this.#line.send(this.#line.framing.write(frame));
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
