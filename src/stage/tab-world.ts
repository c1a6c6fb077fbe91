import type { Runtime } from '../core/runtime.js';
import type { AddressBook } from './address-book.js';
import type { ChannelBus } from './channel-bus.js';
import type { HttpSource } from './http-source.js';
import type { LockTable } from './lock-table.js';
import { StagedFetch } from './staged-fetch.js';
import type { StagedHttpConnection } from './staged-http-connection.js';
import { StagedNetwork } from './staged-network.js';
import { StagedPage } from './staged-page.js';
import type { StagedStores } from './staged-stores.js';
import { StagedWorkers } from './staged-workers.js';
import { TabChannels } from './tab-channels.js';
import { TabLocks } from './tab-locks.js';
import type { TabPart } from './tab-part.js';
import { TabStores } from './tab-stores.js';
import type { VirtualClock } from './virtual-clock.js';
import type { WireLog } from './wire-log.js';
import type { WorkerPrograms } from './worker-programs.js';

/** What all tabs of one stage share: far ends, channels, locks, programs, stores and chance. */
export interface SharedWorld extends Pick<Runtime, 'storage' | 'random' | 'uuid'> {
  readonly log: WireLog;
  readonly baseUrl: string;
  readonly sockets: AddressBook;
  readonly servers: AddressBook<StagedHttpConnection, HttpSource>;
  readonly bus: ChannelBus;
  readonly locks: LockTable;
  readonly programs: WorkerPrograms;
  readonly stores: StagedStores;
  readonly report: (error: unknown) => void;
  /** Makes virtual time wait for real work. */
  readonly hold: (work: Promise<unknown>) => void;
}

/** Everything that one tab has: a page, and a runtime whose time and connections are its own. */
export class TabWorld {
  /** What components in this tab get instead of the browser. */
  readonly runtime: Runtime;
  readonly page: StagedPage;
  readonly #parts: readonly TabPart[];

  /** @param tab Who the tab is, as the log has it: `undefined` for the first one. */
  constructor(
    shared: SharedWorld,
    makeClock: (isHidden: () => boolean) => VirtualClock,
    tab?: string,
  ) {
    const { baseUrl, sockets, servers, bus, locks, programs, report } = shared;
    const { storage, random, uuid } = shared;
    const clock = makeClock(() => this.page.hidden || this.page.frozen);
    this.page = new StagedPage(baseUrl, {
      report,
      freeze: () => clock.freeze(),
      thaw: () => clock.thaw(),
    });
    const { origin } = new URL(baseUrl);
    const own = { ...shared, clock };
    const network = new StagedNetwork({ ...own, addresses: sockets });
    const requests = new StagedFetch({ ...own, addresses: servers });
    const channels = new TabChannels({ clock, bus, origin, report, tab });
    const workers = new StagedWorkers({ ...own, programs });
    const tabLocks = new TabLocks({ clock, table: locks, tab: tab ?? 'tab 1' });
    const stores = new TabStores(own);
    this.#parts = [network, requests, channels, workers, tabLocks, stores];
    this.runtime = {
      ...{ clock, page: this.page, storage, random, uuid, reportError: report },
      WebSocket: network.WebSocket,
      BroadcastChannel: channels.BroadcastChannel,
      Worker: workers.Worker,
      fetch: requests.fetch,
      locks: tabLocks.manager,
      openStore: stores.openStore,
    };
  }

  /** Counts the sockets, requests, channels, workers, locks and stores that are not over. */
  get openCount(): number {
    return this.#parts.reduce((sum, { openCount }) => sum + openCount, 0);
  }

  /** Counts the listeners on the page and on all of these. */
  get listenerCount(): number {
    const { listenerCount } = this.page;
    return this.#parts.reduce((sum, part) => sum + part.listenerCount, listenerCount);
  }

  /** Ends everything without a word. */
  takeDown(): void {
    for (const part of this.#parts) part.takeDown();
    this.page.clear();
  }
}
