import type { SentMessage } from '../../src/core/sent-message.js';
import { Stage, type StagedTab } from '../../src/stage.js';
import { durableOutbox } from '../../src/transports/durable-outbox.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import type { OutboxScript, OutboxStep, OutboxVerb } from './outbox-script.js';
import { OutboxServer } from './outbox-server.js';

/** How long a message may wait, in ms. */
export const MAX_AGE = 600_000;
const MAX_COUNT = 20;
const NAME = 'orders';
const MOST_PAGES = 3;
const JUMPS = [3_600_000, -3_600_000, 60_000, -60_000];
/** After how many ms the server acknowledges. */
const ACKS = [0, undefined, 40, 5000, 15_000];

/** What a failure says that has been told of a message. */
const TOLD = /^(?:expired|outbox-full|rejected|unacknowledged)$/;
/** What may go wrong that is not about one message. */
const OTHER = /^(?:connection-failed|connection-timeout|outbox-not-kept)$/;

/** A page with a client whose outbox lasts. */
export interface OutboxPage {
  readonly tab: StagedTab;
  readonly client: WebSocketClient;
  readonly number: number;
  /** Whether another one has taken over what it had, while it was away. */
  isTakenOver: boolean;
}

/** A message that some page sent. */
export interface OutboxSent {
  readonly page: OutboxPage;
  readonly type: string;
  readonly message: SentMessage;
  readonly isAsked: boolean;
  readonly at: number;
  /** Whether it has ever been seen in the store. */
  isKept: boolean;
}

/** A stage with a server, a store and pages, and all that can befall them. */
export class OutboxWorld {
  readonly stage: Stage;
  readonly server: OutboxServer;
  readonly script: OutboxScript;
  pages: OutboxPage[] = [];
  readonly sent: OutboxSent[] = [];
  /** Of which messages it was told that they failed, by type. */
  readonly told = new Map<string, string>();
  /** What else was told, and should not have been. */
  readonly odd: string[] = [];
  #count = 0;

  constructor(script: OutboxScript) {
    this.script = script;
    this.stage = new Stage({ seed: script.seed });
    this.server = new OutboxServer(this.stage, script);
    for (let n = 0; n < script.tabs; n++) this.open();
  }

  /** What is stored, by type. */
  get stored(): string[] {
    return this.stage.stores.values(NAME).map((value) => (value as SentMessage).type);
  }

  /** The most messages that may wait: what was kept is taken over whatever the limit. */
  get most(): number {
    return MAX_COUNT * this.#count;
  }

  open(): void {
    const tab = this.stage.tab();
    const client = new WebSocketClient('wss://stage.test/ws', {
      runtime: tab.runtime,
      outbox: durableOutbox({ name: NAME, maxCount: MAX_COUNT, maxAge: MAX_AGE }),
      maxReconnectAttempts: Infinity,
    });
    const page: OutboxPage = { tab, client, number: ++this.#count, isTakenOver: false };
    client.on('error', ({ error: { code, message } }) => {
      const type = /send "(\w+)"/.exec(message)?.[1];
      if (code === 'taken-over') page.isTakenOver = true;
      else if (TOLD.test(code) && type) this.told.set(type, code);
      else if (!OTHER.test(code)) this.odd.push(message);
    });
    client.connect().catch(() => undefined);
    this.pages.push(page);
  }

  /** Does what a step says, and lets its time pass. */
  async take({ tab, do: verb, amount, wait }: OutboxStep): Promise<void> {
    const page = this.pages[tab % this.pages.length]!;
    if (!this.#befallWorld(verb, amount)) this.#befallPage(page, verb, amount);
    await this.stage.advance(wait);
    this.#note();
  }

  /** Ends all faults, and opens one more page. */
  async heal(): Promise<void> {
    for (const { tab } of this.pages) {
      tab.page.resume();
      tab.page.show();
    }
    this.stage.stores.restore();
    this.server.acks = 0;
    await this.stage.advance(1000);
    this.#note();
    this.server.welcome = 'accept';
    this.open();
  }

  #befallWorld(verb: OutboxVerb, amount: number): boolean {
    const { server, stage, script } = this;
    const { stores } = stage;
    if (verb === 'accept' || verb === 'refuse') {
      if (!script.isOffline) server.welcome = verb;
    } else if (verb === 'drop') server.drop();
    else if (verb === 'stall') {
      server.stall();
      if (!script.isOffline) server.welcome = 'hang';
    } else if (verb === 'acks') server.acks = ACKS[amount % ACKS.length];
    else if (verb === 'store') {
      stores.restore();
      stores.latency = [0, 3, 50, 400][amount % 4]!;
      if (amount % 5 === 0) stores.quota = 400;
      if (amount % 7 === 0) stores.refuse();
    } else if (verb === 'clear') {
      stores.delete(NAME);
      for (const sent of this.sent) sent.isKept = false;
    } else if (verb === 'jump') {
      stage.cue('clock', { do: 'jump', by: JUMPS[amount % JUMPS.length]! });
    } else return false;
    return true;
  }

  #befallPage(page: OutboxPage, verb: OutboxVerb, amount: number): void {
    if (verb === 'open') {
      if (this.pages.length < MOST_PAGES) this.open();
    } else if (verb === 'crash') this.#end(page, 'crash');
    else if (verb === 'reload') {
      this.#end(page, 'close');
      this.open();
    } else if (verb === 'resume') page.tab.page.resume();
    else if (page.tab.page.frozen) return;
    else if (verb === 'freeze' || verb === 'hide' || verb === 'show') page.tab.page[verb]();
    else if (verb === 'leave') {
      page.client.disconnect();
      page.client.connect().catch(() => undefined);
    } else if (verb === 'send' || verb === 'ask') {
      const count = amount > 95 ? MAX_COUNT + 5 : 1 + (amount % 4);
      for (let n = 0; n < count; n++) this.#send(page, verb);
    }
  }

  #send(page: OutboxPage, verb: 'send' | 'ask'): void {
    const isAsked = verb === 'ask';
    const type = `${verb}${this.sent.length}`;
    const message = page.client.send(type, {}, { ack: isAsked });
    this.sent.push({ page, type, message, isAsked, at: this.stage.now, isKept: false });
  }

  #end(page: OutboxPage, how: 'crash' | 'close'): void {
    this.#note();
    page.tab[how]();
    this.pages = this.pages.filter((other) => other !== page);
    if (this.pages.length === 0) this.open();
  }

  /** Notes what is in the store. */
  #note(): void {
    const stored = new Set(this.stored);
    for (const sent of this.sent) sent.isKept ||= stored.has(sent.type);
  }
}
