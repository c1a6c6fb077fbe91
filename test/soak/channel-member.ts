import type { Stage, StagedTab } from '../../src/stage.js';
import { AuthSyncService } from '../../src/transports/auth-sync.js';
import { TabSyncService } from '../../src/transports/tab-sync.js';

export const CHANNEL = 'soak';

/** How long a logout may take, in ms. */
const LOGOUT = 1000;

/** One tab on the channel, and what it has still to hear. */
export class ChannelMember {
  readonly #stage: Stage;
  readonly #others: Set<ChannelMember>;
  readonly #tab: StagedTab;
  readonly #service: TabSyncService;
  readonly #auth: AuthSyncService;
  /** What was said while it was there, in words. */
  #owed: string[] = [];
  #broken: string | undefined;
  #said = 0;
  /** When it heard that it has to log out, if it has not done so. */
  #toLeave: number | undefined;
  /** Until when further logouts are the same one. */
  #isOneUntil = 0;

  constructor(stage: Stage, others: Set<ChannelMember>) {
    this.#stage = stage;
    this.#others = others;
    this.#tab = stage.tab();
    const { runtime } = this.#tab;
    this.#service = new TabSyncService(CHANNEL, { runtime });
    this.#service.on('*', (message, tabId) => {
      if (message.type === 'auth-logout') this.#noteLogout();
      this.#hear(`${message.type} ${JSON.stringify(message.payload)} ${tabId}`);
    });
    this.#service.addEventListener('error', (event) => {
      event.preventDefault();
      if (event.error.code === 'malformed-message') this.#hear('garbage');
      else if (event.error.code !== 'uncloneable') this.#broken ??= event.error.message;
    });
    this.#auth = new AuthSyncService({
      ...{ tabs: this.#service, runtime },
      navigate: () => (this.#toLeave = undefined),
      // Every second one has a log-out that never ends.
      logOut: this.#tab.number % 2 ? () => new Promise(() => undefined) : undefined,
    });
    this.#tell('tab-connected', { tabId: this.#service.getTabId() });
  }

  /** Notes something that it has to hear. */
  owe(words: string): void {
    if (this.#service.connected) this.#owed.push(words);
  }

  act(verb: string, amount: number): void {
    const { page } = this.#tab;
    if (verb === 'resume' || verb === 'freeze' || verb === 'hide') page[verb]();
    else if (verb === 'kill') this.#kill();
    else if (page.frozen) return;
    else if (verb === 'pagehide' || verb === 'close') this.#leave(verb);
    else if (verb === 'pageshow') this.#return();
    else if (verb === 'logout') this.#logOut();
    else if (verb === 'uncloneable') this.#fail();
    else for (let n = 0; n <= amount % 5; n++) this.#say();
  }

  /** Brings the tab back, wherever it is. */
  heal(): void {
    const { page } = this.#tab;
    page.resume();
    page.show();
    this.#return();
  }

  /** Looks whether it has heard everything by now. */
  look(): void {
    if (this.#broken) throw new Error(this.#broken);
    if (this.#tab.page.frozen) return;
    if (this.#owed[0]) throw new Error(`Tab ${this.#tab.number} never heard ${this.#owed[0]}.`);
    const since = this.#stage.now - (this.#toLeave ?? this.#stage.now);
    if (since > LOGOUT) throw new Error(`A logout took ${since} ms.`);
  }

  #noteLogout(): void {
    const { now } = this.#stage;
    if (now < this.#isOneUntil) return;
    this.#toLeave = now;
    this.#isOneUntil = now + LOGOUT;
  }

  #hear(words: string): void {
    const owed = this.#owed.shift();
    if (owed === words) return;
    this.#broken ??= `Tab ${this.#tab.number} heard ${words} instead of ${owed ?? 'nothing'}.`;
  }

  #say(): void {
    const payload = { n: ++this.#said };
    if (this.#service.connected) this.#tell('note', payload);
    const isOut = this.#service.broadcast('note', payload);
    if (isOut !== this.#service.connected) this.#broken ??= `It said ${isOut} to a broadcast.`;
  }

  #logOut(): void {
    if (this.#service.connected) this.#tell('auth-logout', {});
    this.#auth.broadcastLogout();
  }

  #fail(): void {
    if (this.#service.broadcast('note', { act: () => 1 })) this.#broken ??= 'It sent a function.';
  }

  #leave(verb: 'pagehide' | 'close'): void {
    const wasThere = this.#service.connected;
    if (verb === 'pagehide') this.#tab.page.pagehide();
    else {
      this.#auth.close();
      this.#service.close();
      this.#others.delete(this);
    }
    if (wasThere) this.#tell('tab-disconnected', { tabId: this.#service.getTabId() });
    this.#owed = [];
  }

  #return(): void {
    if (this.#service.connected) return;
    this.#tab.page.pageshow();
    this.#tell('tab-connected', { tabId: this.#service.getTabId() });
  }

  #kill(): void {
    this.#tab.crash();
    this.#others.delete(this);
  }

  /** Notes for all others that this tab says something. */
  #tell(type: string, payload: object): void {
    const words = `${type} ${JSON.stringify(payload)} ${this.#service.getTabId()}`;
    for (const other of this.#others) if (other !== this) other.owe(words);
  }
}
