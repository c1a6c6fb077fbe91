import type { Doc } from 'yjs';
import { type Alarm, createAlarm } from '../core/alarm.js';
import type { Unsubscribe } from '../core/runtime.js';
import type { MessageSource } from '../core/message-source.js';
import type { Paced } from '../core/paced.js';
import { throttle } from '../core/throttle.js';
import type { TallyError } from '../core/errors.js';
import type { Merge } from './known-texts.js';
import { PlainMerging } from './plain-merging.js';
import { nameOfText, type PlainUpdate, readUpdate } from './plain-messages.js';
import type { WireHost } from './wire.js';

/** Where a persisted document keeps what both sides knew last, and what was sent since. */
const MEMORY = 'plain-wire';
const MEMORIES = ['base', 'sent'];
/** What both sides know by the last wire of a document: another wire goes on from there. */
const mergings = new WeakMap<Doc, PlainMerging>();

/** The longest time before a text is told again, in intervals. */
const LONGEST_SPREAD = 20;

/** How often a text is told again before everything in both texts is kept. */
const LONGEST_DISPUTE = 6;
/** After how long a text that was told again counts as agreed, in ms. */
const DISPUTE_OVER = 15_000;

/**
 * How long somebody may take to tell the state of what the server keeps, in ms; up to twice that,
 * so that not all who wait go on at once.
 */
const ASK_FOR = 400;

/** Within how long somebody who has come is told the state, in ms: they do not wait for longer. */
const TELL_WITHIN = 300;

/** How long a tab that was frozen reads what it missed before it says anything, in ms. */
const CATCH_UP = 1000;

/** Keeps a document and those who know only whole texts the same. */
export class PlainExchange {
  readonly #host: WireHost;
  readonly #source: MessageSource;
  readonly #interval: number;
  readonly #id: string;
  readonly #send: Paced<void>;
  readonly #again: Alarm;
  readonly #wait: Alarm;
  readonly #forget: Unsubscribe;
  #merging: PlainMerging;
  /** The name of the text that was read last. */
  #read = nameOfText('');
  /** Counts the texts that were sent. */
  #count = 0;
  #isOpen = false;
  /** Whether it is known what the server has: before, a text from here might undo others' edits. */
  #hasBegun = false;
  #spread = 0;
  /** How often, and when last, the text was told again. */
  #told = 0;
  #toldAt = -Infinity;
  #wokeAt = -Infinity;
  #sent = 0;
  #delivered = 0;

  constructor(host: WireHost, source: MessageSource, interval = 300) {
    const { clock } = host.runtime;
    this.#host = host;
    this.#source = source;
    this.#interval = interval;
    this.#id = host.runtime.uuid();
    this.#merging = new PlainMerging('', host.runtime);
    this.#again = createAlarm(clock);
    this.#wait = createAlarm(clock);
    this.#forget = host.runtime.page.on('resume', () => {
      this.#wokeAt = clock.monotonic();
      this.#merging.renew(this.#wokeAt);
    });
    this.#send = throttle(() => this.#sendText(), { clock, interval });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Whether it is known what the server has. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Up to which revision the text has been sent, and not been lost with its connection. */
  get confirmed(): number {
    return this.#sent;
  }

  start(): void {
    const { doc } = this.#host;
    this.#merging = mergings.get(doc) ?? this.#remembered();
    mergings.set(doc, this.#merging);
    doc.on('update', this.#onUpdate);
  }

  open(): void {
    this.#isOpen = true;
    this.#hasBegun = false;
    this.#merging.renew(this.#host.runtime.clock.monotonic());
    this.#host.changed();
  }

  close(): void {
    if (this.#isOpen) this.#merging.close(this.#host.runtime.clock.monotonic());
    this.#isOpen = false;
    this.#sent = this.#delivered;
    this.#again();
    this.#wait();
    this.#host.changed();
  }

  /** Takes what the server keeps; nothing if it keeps nothing. */
  begin(update: PlainUpdate | undefined): void {
    const now = this.#host.runtime.clock.monotonic();
    if (!this.#hasBegun) this.#merging.renew(now);
    this.#hasBegun = true;
    this.#apply(this.#merging.begin(update, this.#host.text.text, now));
    if (update) this.#read = update.name;
    this.#wait();
    if (this.#merging.isPuzzled) this.#wait(() => this.#settle(), this.#patience);
    if (this.#host.text.text === (update?.content ?? '')) this.#note(this.#host.revision);
    else this.#send();
  }

  /** Somebody has come, and may need to know what the text is made of. */
  welcome(): void {
    if (!this.#hasBegun || !this.#merging.isExact || this.#merging.isPuzzled) return;
    if (!this.#send.pending) this.#again(() => this.#send(), this.#turn);
  }

  /**
   * Takes a `document-update`. Gives what was in it, and whether that is a text that nobody had
   * before; nothing if it was no good, or one's own.
   */
  take(payload: unknown): (PlainUpdate & { readonly isNews: boolean }) | undefined {
    const { from } = (payload ?? {}) as Record<string, unknown>;
    if (from === this.#id) return undefined;
    try {
      const update = readUpdate(payload);
      const isNews = !this.#merging.hasSeen(update.content);
      this.#merge(update);
      return { ...update, isNews };
    } catch (error) {
      this.#host.invalid(error as TallyError);
      return undefined;
    }
  }

  stop(): void {
    this.#host.doc.off('update', this.#onUpdate);
    this.#forget();
    this.#send.flush();
    this.#send.dispose();
    this.#again();
    this.close();
  }

  readonly #onUpdate = (_: unknown, origin: unknown): void => {
    if (origin === this) return;
    this.#told = 0;
    if (this.#hasBegun) this.#send();
  };

  /** Goes on from what was known before a reload, or from nothing. */
  #remembered(): PlainMerging {
    const { persisted, doc, runtime } = this.#host;
    const [base, sent] = persisted ? MEMORIES.map((key) => doc.getMap(MEMORY).get(key)) : [];
    const known = typeof base === 'string' ? base : '';
    return new PlainMerging(known, runtime, typeof sent === 'string' ? sent : undefined);
  }

  get #patience(): number {
    return ASK_FOR * (1 + this.#host.runtime.random());
  }

  /**
   * When to tell what all others could tell as well, in ms: hardly anybody is early, however many they
   * are, and the first one's word silences the others (RFC 5401, section 3.2.2.2).
   */
  get #turn(): number {
    const { people, runtime } = this.#host;
    const weight = Math.log(people.keys.length + 1) + 1;
    return (TELL_WITHIN / weight) * Math.log1p(runtime.random() * Math.expm1(weight));
  }

  #settle(): void {
    const { changes, isBehind } = this.#merging.settle(this.#host.text.text);
    this.#apply({ changes });
    if (isBehind) this.#send();
  }

  #merge(update: PlainUpdate): void {
    const { text, runtime } = this.#host;
    const { content } = update;
    const now = runtime.clock.monotonic();
    // While there was no connection nobody could read what had been sent.
    if (!this.#hasBegun) this.#merging.renew(now);
    this.#hasBegun = true;
    if (now - this.#toldAt > DISPUTE_OVER) this.#told = 0;
    const isDispute = this.#told >= LONGEST_DISPUTE;
    const { changes, isBehind } = isDispute
      ? this.#merging.unite(update, text.text, now)
      : this.#merging.merge(update, text.text, now);
    this.#read = update.name;
    this.#apply({ changes });
    if (!this.#merging.isPuzzled) this.#wait();
    if (isBehind || text.text !== content) this.#sayAgain();
    else {
      this.#again();
      this.#send.cancel();
      this.#spread = 0;
      this.#note(this.#host.revision);
    }
  }

  #apply({ changes }: Pick<Merge, 'changes'>): void {
    const { text, doc } = this.#host;
    doc.transact(() => {
      text.edit(changes, this, false);
      this.#keep('base', this.#merging.base);
    }, this);
  }

  /** Keeps a text over a reload. */
  #keep(key: string, text: string): void {
    const { doc, persisted } = this.#host;
    const map = doc.getMap(MEMORY);
    if (persisted && map.get(key) !== text) doc.transact(() => map.set(key, text), this);
  }

  /** Plans to send the text, at a time that nobody else has: two at once would miss each other. */
  #sayAgain(): void {
    if (this.#send.pending) return;
    const most = LONGEST_SPREAD * this.#interval;
    this.#spread = Math.min(most, Math.max(2 * this.#interval, 2 * this.#spread));
    this.#again(() => {
      this.#told++;
      this.#toldAt = this.#host.runtime.clock.monotonic();
      this.#send();
    }, this.#host.runtime.random() * this.#spread);
  }

  #sendText(): void {
    const { docId, caret, revision, runtime } = this.#host;
    const content = this.#host.text.text;
    if (!this.#isOpen || !this.#hasBegun || this.#merging.isPuzzled) return;
    const early = this.#wokeAt + CATCH_UP - runtime.clock.monotonic();
    if (early > 0) return this.#again(() => this.#send(), early);
    this.#again();
    const name = `${this.#id} ${++this.#count}`;
    const state = this.#merging.sent(content, name, runtime.clock.monotonic());
    const more = { from: this.#id, version: name, basedOn: this.#read, ...state };
    const sent = this.#source.send('document-update', { docId, content, cursor: caret, ...more });
    const { settled } = (sent ?? {}) as { readonly settled?: unknown };
    this.#sent = revision;
    this.#keep('sent', content);
    if (!(settled instanceof Promise)) this.#delivered = revision;
    else {
      void settled.then((fate) => {
        if (fate === 'delivered') this.#delivered = Math.max(this.#delivered, revision);
      });
    }
    this.#host.changed();
  }

  #note(revision: number): void {
    this.#sent = this.#delivered = revision;
    this.#host.changed();
  }
}
