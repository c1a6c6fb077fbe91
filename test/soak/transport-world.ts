import { Stage } from '../../src/stage.js';
import { SoakServer } from './soak-server.js';
import { SoakTab } from './soak-tab.js';
import type { Transport } from './transport-client.js';
import type { TransportScript, TransportStep, TransportVerb } from './transport-script.js';

/** How far the wall clock jumps, in ms. */
const JUMPS = [3_600_000, -3_600_000, 60_000, -60_000, 7000, 900];
/** How long a goodbye may be under way, or an attempt that will be the last, in ms. */
const LAST_WORD = 15_000;
/** With which codes a server ends what it will take up again. */
const CLOSES = [1011, 1012, 1013, 4000, 4401];

/** A stage with a server on it and tabs, and all that can befall them. */
export class TransportWorld {
  readonly stage: Stage;
  readonly server: SoakServer;
  readonly tabs: SoakTab[];
  readonly #transport: Transport;
  readonly #script: TransportScript;

  constructor(transport: Transport, script: TransportScript) {
    this.#transport = transport;
    this.#script = script;
    this.stage = new Stage({ seed: script.seed });
    this.server = new SoakServer(script, (index) => {
      const tab = this.tabs[index];
      if (tab) tab.denials++;
    });
    transport.open(this.stage, this.server);
    this.tabs = Array.from({ length: script.tabs }, (_, index) => this.#open(index));
  }

  /** Does what a step says, and lets its time pass. */
  async take(step: TransportStep): Promise<void> {
    const index = step.tab % this.tabs.length;
    if (step.do === 'publish') return this.#publish(step);
    this.#befall(index, step);
    await this.stage.advance(step.wait);
  }

  /**
   * Ends all faults, and lets users come back who are gone. Lines that are dead stay dead: that has
   * to be noticed.
   */
  async heal(): Promise<void> {
    this.server.heal();
    this.tabs.forEach((tab, index) => {
      const { page } = tab.tab;
      this.server.lines.treat(index, 'accept');
      tab.token = this.server.token;
      page.resume();
      page.show();
      page.goOnline();
    });
    await this.stage.advance(LAST_WORD);
    for (const tab of this.tabs) if (/idle|closed|failed/.test(tab.client.state)) tab.come();
  }

  #open(index: number): SoakTab {
    return new SoakTab(this.stage, this.#transport, this.#script, index, () => this.server.token);
  }

  async #publish({ amount, wait }: TransportStep): Promise<void> {
    const count = amount > 90 ? 20 : 1 + (amount % 8);
    for (let n = 0; n < count; n++) {
      this.server.feed.publish();
      // Half of them come in a burst.
      if (amount % 2) await this.stage.advance(Math.floor(wait / count));
    }
    if (amount % 2 === 0) await this.stage.advance(wait);
  }

  #befall(index: number, { do: verb, amount }: TransportStep): void {
    const { server } = this;
    const { lines } = server;
    const soakTab = this.tabs[index]!;
    const { page } = soakTab.tab;
    if (verb === 'drop') lines.each(index, (end) => end.drop());
    else if (verb === 'close') this.#close(index, CLOSES[amount % CLOSES.length]!);
    else if (verb === 'goodbye') this.#goodbye(index);
    else if (verb === 'refuse' || verb === 'hang' || verb === 'accept') lines.treat(index, verb);
    else if (verb === 'stall' || verb === 'offline') this.#stall(index, verb);
    else if (verb === 'restore') this.#restore(index);
    else if (verb === 'online') {
      lines.treat(index, 'accept');
      page.goOnline();
    } else if (verb === 'jump') {
      this.stage.cue('clock', { do: 'jump', by: JUMPS[amount % JUMPS.length]! });
      for (const tab of this.tabs) tab.excuse();
    } else if (verb === 'restart') server.restart(this.tabs.length);
    else if (verb === 'expire') {
      server.token++;
      if (amount % 2) this.#close(index, 4401);
    } else if (verb === 'refresh') soakTab.token = server.token;
    else if (verb === 'kill') {
      soakTab.tab.crash();
      this.tabs[index] = this.#open(index);
    } else if (verb === 'reload') {
      page.pagehide();
      page.pageshow();
    } else if (verb === 'freeze' || verb === 'resume' || verb === 'hide' || verb === 'show') {
      page[verb]();
      soakTab.excuse();
    } else if (!page.frozen) this.#act(soakTab, verb, amount);
  }

  /** What only a tab can do that runs. */
  #act(tab: SoakTab, verb: TransportVerb, amount: number): void {
    if (verb === 'focus') tab.tab.page.focus();
    else if (verb === 'leave') tab.leave();
    else if (verb === 'come') {
      if (/idle|closed|failed/.test(tab.client.state)) tab.come();
    } else if (verb === 'send' && this.#transport.sends) {
      const count = amount > 95 ? 120 : 1 + (amount % 4);
      for (let n = 0; n < count; n++) tab.sent.send();
    }
  }

  #close(index: number, code: number): void {
    this.server.lines.each(index, (end) => end.close(code));
  }

  #goodbye(index: number): void {
    if (this.#transport.endsAtGoodbye) this.tabs[index]!.heardGoodbye = true;
    this.#close(index, 1001);
  }

  #stall(index: number, verb: 'stall' | 'offline'): void {
    const { lines } = this.server;
    lines.treat(index, 'hang');
    lines.each(index, (end) => end.stall());
    this.tabs[index]!.die();
    if (verb === 'offline') this.tabs[index]!.tab.page.goOffline();
  }

  #restore(index: number): void {
    const { lines } = this.server;
    lines.treat(index, 'accept');
    lines.each(index, (end) => end.restore());
    this.tabs[index]!.deadSince = undefined;
  }
}
