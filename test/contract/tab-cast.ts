import { TabSyncService } from '../../src/transports/tab-sync.js';
import { withoutFunction, withoutTimes } from './comparison.js';
import type { Tab, TabWorld } from './tab-world.js';

/** What two tabs have heard, and what became of what they said. */
export type TabReport = readonly [one: readonly string[], other: readonly string[]];

/** Something that happens between two tabs. */
export interface TabScene {
  readonly name: string;
  /** What handlers throw on purpose. */
  readonly planned?: string;
  run(cast: TabCast): Promise<void>;
}

/** Plays a scene between two tabs that know of each other, and ends its world. */
export async function playTabs(scene: TabScene, world: TabWorld): Promise<TabReport> {
  const cast = new TabCast(world);
  try {
    await cast.one.until('tab-connected');
    await scene.run(cast);
    // Whatever else was said before has been heard by the time this is.
    cast.sayLast();
    if (cast.other.isThere) await cast.other.until('last');
    const { planned = 'nothing' } = scene;
    const errors = world.errors.filter((error) => !String(error).includes(planned));
    if (errors.length > 0) throw new AggregateError(errors, 'Nobody caught an error.');
    return [cast.one.lines, cast.other.lines];
  } finally {
    cast.one.sync.close();
    cast.other.sync.close();
    await world.end();
  }
}

/** A tab with its service. */
class Actor {
  readonly sync: TabSyncService;
  readonly page: Tab['page'];
  readonly lines: string[] = [];
  readonly #cast: TabCast;
  readonly #tab: Tab;
  isThere = true;

  constructor(cast: TabCast, tab: Tab) {
    this.#cast = cast;
    this.#tab = tab;
    this.page = tab.page;
    this.sync = new TabSyncService(cast.world.channel, { runtime: tab.runtime });
    this.sync.addEventListener('error', (event) => {
      event.preventDefault();
      const { code, message } = event.error;
      this.lines.push(`error ${code}: ${withoutFunction(cast.comparable(message))}`);
    });
    this.sync.on('*', ({ type, payload }, tabId) => {
      this.lines.push(`${type} ${cast.comparable(payload)} from ${cast.comparable(tabId)}`);
    });
  }

  /** Tells the other tabs, and notes whether that is possible. */
  say(type: string, payload?: unknown): void {
    this.lines.push(`said ${type}: ${this.sync.broadcast(type, payload)}`);
  }

  async until(start: string, times = 1): Promise<void> {
    const heard = (): number => this.lines.filter((line) => line.startsWith(start)).length;
    await this.#cast.world.until(
      () => heard() >= times,
      () => `Waited in vain for ${times} × "${start}"; so far:\n${this.lines.join('\n')}`,
    );
  }

  crash(): void {
    this.isThere = false;
    this.#tab.crash();
  }
}

/** What a scene between tabs has to act with. */
class TabCast {
  readonly world: TabWorld;
  readonly one: Actor;
  readonly other: Actor;

  constructor(world: TabWorld) {
    this.world = world;
    this.one = new Actor(this, world.tabs[0]);
    this.other = new Actor(this, world.tabs[1]);
  }

  /** Puts names in the place of identifiers. */
  comparable(value: unknown): string {
    const text = JSON.stringify(value, withoutTimes) ?? 'nothing';
    return text
      .replaceAll(this.world.channel, 'the channel')
      .replaceAll(this.one.sync.getTabId(), 'one')
      .replaceAll(this.other.sync.getTabId(), 'other');
  }

  /** Says something that is no message of a tab. */
  sayRaw(...data: readonly unknown[]): void {
    const { BroadcastChannel } = this.world.tabs[1].runtime;
    const channel = new BroadcastChannel!(this.world.channel);
    for (const one of data) channel.postMessage(one);
    channel.close();
  }

  sayLast(): void {
    this.sayRaw({ type: 'last', payload: null, timestamp: 0, tabId: 'nobody' });
  }
}
