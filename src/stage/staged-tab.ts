import type { Runtime } from '../core/runtime.js';
import type { ChannelBus } from './channel-bus.js';
import { StagedNetwork, type NetworkParts } from './staged-network.js';
import { StagedPage } from './staged-page.js';
import { TabChannels } from './tab-channels.js';

/** What a further tab shares with the stage it belongs to. */
export interface StagedTabParts {
  readonly network: NetworkParts;
  readonly bus: ChannelBus;
  readonly runtime: Runtime;
  /** Counts from 2: the stage itself is the first tab. */
  readonly number: number;
  /** Called when the tab is gone. */
  onGone(): void;
}

/**
 * Another tab of the same browser: the same time, servers, storage and channels, and a page of its
 * own, which is hidden, frozen and closed by itself.
 *
 * Whatever the two runtimes don't have apart they share, chance included.
 */
export class StagedTab {
  readonly number: number;
  /** What components in this tab get instead of the browser. */
  readonly runtime: Runtime;
  readonly page: StagedPage;
  readonly #parts: StagedTabParts;
  readonly #network: StagedNetwork;
  readonly #channels: TabChannels;
  readonly #leave: () => void;

  constructor(parts: StagedTabParts) {
    const { network, bus, runtime, number } = parts;
    const { baseUrl } = network;
    const report = (error: unknown): void => network.report(error);
    const clock = network.clock.tab(() => this.page.hidden || this.page.frozen);
    this.number = number;
    this.#parts = parts;
    this.page = new StagedPage(baseUrl, {
      report,
      freeze: () => clock.freeze(),
      thaw: () => clock.thaw(),
    });
    this.#network = new StagedNetwork({ ...network, clock });
    const { origin } = new URL(baseUrl);
    this.#channels = new TabChannels({ clock, bus, origin, report, tab: `tab ${number}` });
    this.#leave = () => clock.leave();
    this.runtime = {
      ...runtime,
      clock,
      page: this.page,
      WebSocket: this.#network.WebSocket,
      BroadcastChannel: this.#channels.BroadcastChannel,
    };
  }

  /** Counts the sockets and channels that are not closed. */
  get socketCount(): number {
    return this.#network.socketCount + this.#channels.count;
  }

  /** Counts the listeners on the page, and on sockets and channels that are not closed. */
  get listenerCount(): number {
    const { listenerCount } = this.page;
    return listenerCount + this.#network.listenerCount + this.#channels.listenerCount;
  }

  /** Closes the tab: `pagehide`, and then nothing more. */
  close(): void {
    this.page.pagehide();
    this.crash();
  }

  /** Ends the tab without a word, as a crash or the browser's memory saver does. */
  crash(): void {
    this.#network.takeDown();
    this.#channels.takeDown();
    this.page.clear();
    this.#leave();
    this.#parts.onGone();
  }
}
