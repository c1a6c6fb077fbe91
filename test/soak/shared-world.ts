import { Stage } from '../../src/stage.js';
import type { SharedScript, SharedStep, SharedVerb } from './shared-script.js';
import { SharingTab, type SharedUser } from './sharing-tab.js';
import { openSocketDoor } from './socket-door.js';
import { SoakServer } from './soak-server.js';

/** How far the wall clock jumps, in ms. */
const JUMPS = [3_600_000, -3_600_000, 60_000, -60_000, 7000, 900];
/** With which codes a server ends what it will take up again. */
const CLOSES = [1011, 1012, 1013, 4000, 4401];
/** How long a goodbye may be under way, or an attempt that will be the last, in ms. */
const LAST_WORD = 15_000;
const MOST_TABS = 5;

/** A stage with a server on it and the tabs of one user, and all that can befall them. */
export class SharedWorld implements SharedUser {
  readonly stage: Stage;
  readonly server: SoakServer;
  readonly script: SharedScript;
  /** Those that are there. */
  tabs: SharingTab[] = [];
  /** Those that ended without a word: nobody follows what they sent. */
  readonly gone: SharingTab[] = [];
  #token = 1;
  #heardGoodbye = false;

  constructor(script: SharedScript) {
    this.script = script;
    this.stage = new Stage({ seed: script.seed });
    this.server = new SoakServer(script, () => undefined);
    openSocketDoor(this.stage, this.server, script.way === 1);
    for (let n = 0; n < script.tabs; n++) this.#open();
  }

  token(): number {
    const { token } = this.server;
    const before = this.#token;
    // Half of the apps notice that a token is old when they have used it.
    if (this.script.seed % 2) this.#token = token;
    return before;
  }

  heardGoodbye(): boolean {
    return this.#heardGoodbye;
  }

  onFreshLeader(): void {
    // As documented: everybody sees that the connection was another, and has to load anew.
    for (const { witness } of this.tabs) witness.excuse();
  }

  /** Does what a step says, and lets its time pass. */
  async take(step: SharedStep): Promise<void> {
    const { do: verb, amount, wait } = step;
    const tab = this.tabs[step.tab % this.tabs.length]!;
    if (verb === 'publish') {
      for (let n = 0; n <= amount % 8; n++) this.server.feed.publish();
    } else if (!this.#befallServer(verb, amount)) this.#befallTab(tab, verb, amount);
    await this.stage.advance(wait);
  }

  /** Ends all faults, and lets users come back who are gone. */
  async heal(): Promise<void> {
    this.server.heal();
    this.server.lines.treat(0, 'accept');
    this.#token = this.server.token;
    for (const tab of this.tabs) {
      const { page } = tab.tab;
      tab.resume();
      if (tab.isAway) tab.return();
      page.show();
    }
    await this.stage.advance(LAST_WORD);
    for (const tab of this.tabs) if (/idle|closed|failed/.test(tab.shared.state)) tab.come();
  }

  #open(): void {
    this.tabs.push(new SharingTab(this));
  }

  #befallServer(verb: SharedVerb, amount: number): boolean {
    const { server } = this;
    const { lines } = server;
    if (verb === 'drop') lines.each(0, (end) => end.drop());
    else if (verb === 'end') this.#end(CLOSES[amount % CLOSES.length]!);
    else if (verb === 'goodbye') {
      this.#heardGoodbye = true;
      this.#end(1001);
    } else if (verb === 'restart') server.restart(1);
    else if (verb === 'refuse' || verb === 'hang' || verb === 'accept') lines.treat(0, verb);
    else if (verb === 'stall') {
      lines.treat(0, 'hang');
      lines.each(0, (end) => end.stall());
    } else if (verb === 'restore') {
      lines.treat(0, 'accept');
      lines.each(0, (end) => end.restore());
    } else if (verb === 'jump') {
      this.stage.cue('clock', { do: 'jump', by: JUMPS[amount % JUMPS.length]! });
    } else if (verb === 'expire') {
      server.token++;
      if (amount % 2) this.#end(4401);
    } else if (verb === 'refresh') this.#token = server.token;
    else return false;
    return true;
  }

  #befallTab(tab: SharingTab, verb: SharedVerb, amount: number): void {
    const { page } = tab.tab;
    const leader = this.tabs.find(({ leads, isAwake }) => leads && isAwake);
    if (verb === 'open') {
      if (this.tabs.length < MOST_TABS) this.#open();
    } else if (verb === 'kill') this.#remove(tab, 'crash');
    else if (verb === 'killLeader') this.#remove(leader, 'crash');
    else if (verb === 'close') this.#remove(tab, 'close');
    else if (verb === 'reload') {
      this.#remove(tab, 'close');
      this.#open();
    } else if (verb === 'freezeLeader') leader?.tab.page.freeze();
    else if (tab.isAway) {
      if (verb === 'pageshow') tab.return();
    } else if (verb === 'resume') tab.resume();
    else if (page.frozen) return;
    else if (verb === 'freeze' || verb === 'hide' || verb === 'show') page[verb]();
    else if (verb === 'focus') page.focus();
    else if (verb === 'pagehide') tab.hide();
    else if (verb === 'leave') tab.leave();
    else if (verb === 'come') tab.come();
    else if (verb === 'send') {
      const count = amount > 95 ? 120 : 1 + (amount % 4);
      for (let n = 0; n < count; n++) tab.sent.send();
    }
  }

  #remove(tab: SharingTab | undefined, how: 'close' | 'crash'): void {
    if (!tab) return;
    tab.stop();
    tab.tab[how]();
    this.tabs = this.tabs.filter((other) => other !== tab);
    this.gone.push(tab);
    if (this.tabs.length === 0) this.#open();
  }

  #end(code: number): void {
    this.server.lines.each(0, (end) => end.close(code));
  }
}
