import { TallyError } from '../core/errors.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { AddressBook } from './address-book.js';
import { CannedChannels } from './canned-channels.js';
import { CannedSockets } from './canned-sockets.js';
import { ChannelBus } from './channel-bus.js';
import { ChannelPeer } from './channel-peer.js';
import { Conductor, type TimeErrorCode } from './conductor.js';
import { Faults, type FaultSettings } from './faults.js';
import { Player } from './player.js';
import { seededRandom, seededUuid } from './random.js';
import { Settler } from './settle.js';
import type { HttpFarEnd } from './http-far-end.js';
import { StagedHttp, type HttpFarEndSettings } from './staged-http.js';
import type { StagedHttpConnection } from './staged-http-connection.js';
import { StagedNetwork, type NetworkParts } from './staged-network.js';
import { StagedPage } from './staged-page.js';
import { StagedSource, type FarEnd } from './staged-source.js';
import { stagedStorage } from './staged-storage.js';
import { StagedTab } from './staged-tab.js';
import { StagedWorkers, type WorkerProgram } from './staged-workers.js';
import { parseAction, parseStream, type Action, type StreamInput } from './stream.js';
import { TabChannels } from './tab-channels.js';
import { VirtualClock } from './virtual-clock.js';
import { WallClock } from './wall-clock.js';
import { socketUrl } from './websocket-rules.js';
import { WireLog } from './wire-log.js';

export interface StageOptions {
  /** What is played from the beginning. */
  readonly stream?: StreamInput | undefined;
  /** The seed of all chance: the same seed gives the same run. Default 1. */
  readonly seed?: number | string | undefined;
  /** The wall clock's first reading, in epoch ms. Default 15 January 2026, 9:00 UTC. */
  readonly startsAt?: number | undefined;
  /** What relative URLs resolve against. Default `https://stage.test/`. */
  readonly baseUrl?: string | undefined;
}

/** What is still pending on a stage, for leak checks. */
export interface PendingWork {
  /** Timers of all tabs; cues that wait for their moment don't count. */
  readonly timers: number;
  readonly frames: number;
  /** Sockets, broadcast channels, workers and requests that are not over. */
  readonly sockets: number;
  /** Listeners on pages, and on all of these. */
  readonly listeners: number;
}

export type StageErrorCode = TimeErrorCode | 'bad-speed';

/**
 * A world for real-time components: time, sockets, page and chance, all made of a script.
 *
 * Time stands still until `advance` or `play` moves it. No global is touched, and two stages never
 * see each other.
 */
export class Stage {
  /** What components get instead of the browser. */
  readonly runtime: Runtime;
  readonly page: StagedPage;
  /** Everything that went over the wires. */
  readonly log: WireLog;
  readonly #clock: VirtualClock;
  readonly #conductor: Conductor;
  readonly #network: StagedNetwork;
  readonly #addresses: AddressBook;
  readonly #bus: ChannelBus;
  readonly #channels: TabChannels;
  readonly #tabs = new Set<StagedTab>();
  readonly #networkParts: NetworkParts;
  readonly #workers: StagedWorkers;
  readonly #http: StagedHttp;
  readonly #player: Player;
  readonly #wallClock = new WallClock((elapsed) => this.#playStep(elapsed));
  readonly #errors: unknown[] = [];
  readonly #onAdvance = new Set<() => void>();
  readonly #seed: number | string;
  readonly #baseUrl: string;
  #tabCount = 1;
  #speed = 1;

  constructor({
    stream,
    seed = 1,
    startsAt = Date.UTC(2026, 0, 15, 9, 0, 0),
    baseUrl = 'https://stage.test/',
  }: StageOptions = {}) {
    const report = (error: unknown): void => void this.#errors.push(error);
    const settler = new Settler();
    this.#seed = seed;
    this.#baseUrl = baseUrl;
    this.#clock = new VirtualClock(startsAt, () => this.page.hidden || this.page.frozen);
    const clock = this.#clock;
    this.#conductor = new Conductor(clock, settler, report);
    this.page = new StagedPage(baseUrl, {
      report,
      freeze: () => clock.freeze(),
      thaw: () => clock.thaw(),
    });
    this.#addresses = new AddressBook({
      ...{ baseUrl, report, parse: socketUrl },
      remedy: 'Load a stream with a source, or call stage.websocket(url, …).',
    });
    const addresses = this.#addresses;
    this.log = new WireLog(() => [
      ...addresses.sources
        .map(({ name, url, faults }) => ({ name, url, latency: faults.latency }))
        .reverse(),
      ...this.#http.logged,
      ...this.#bus.logged,
    ]);
    const { log, page } = this;
    this.#networkParts = {
      clock,
      log,
      addresses,
      baseUrl,
      report,
      hold: (work) => settler.hold(work),
    };
    this.#network = new StagedNetwork(this.#networkParts);
    const bus = new ChannelBus(clock, log);
    this.#bus = bus;
    this.#channels = new TabChannels({ clock, bus, origin: new URL(baseUrl).origin, report });
    this.#http = new StagedHttp({ ...this.#networkParts, seed });
    const sockets = new CannedSockets({ clock, log, addresses, seed });
    const sources = [sockets, this.#http.canned, new CannedChannels(clock, bus)];
    this.#player = new Player({ clock, page, log, sources });
    this.#workers = new StagedWorkers({ clock, log, baseUrl, report });
    const uuids = seededRandom(seed, 'uuid');
    this.runtime = {
      clock,
      page,
      WebSocket: this.#network.WebSocket,
      BroadcastChannel: this.#channels.BroadcastChannel,
      Worker: this.#workers.Worker,
      fetch: this.#http.page.fetch,
      storage: stagedStorage(),
      random: seededRandom(seed, 'random'),
      uuid: () => seededUuid(uuids),
      reportError: report,
    };
    if (stream) this.load(stream);
  }

  /** Virtual ms since the stage began. */
  get now(): number {
    return this.#clock.elapsed;
  }

  /** Whether virtual time follows real time. */
  get playing(): boolean {
    return this.#wallClock.running;
  }

  /** How many virtual ms one real ms is while playing. */
  get speed(): number {
    return this.#speed;
  }

  set speed(value: number) {
    if (!(value > 0) || value === Infinity) {
      throw new TallyError<StageErrorCode>(
        'bad-speed',
        `Failed to set the speed: ${String(value)} is no speed. Use a number above 0; pause() stops.`,
      );
    }
    this.#speed = value;
  }

  /** What was reported to the runtime, and what listeners threw. */
  get errors(): readonly unknown[] {
    return this.#errors;
  }

  get pending(): PendingWork {
    return {
      timers: this.#clock.pendingTimers,
      frames: this.#clock.pendingFrames,
      sockets:
        this.#network.socketCount +
        this.#channels.count +
        this.#http.page.pendingCount +
        this.#workers.count +
        this.#sumOfTabs('socketCount'),
      listeners:
        this.page.listenerCount +
        this.#network.listenerCount +
        this.#channels.listenerCount +
        this.#http.page.listenerCount +
        this.#workers.listenerCount +
        this.#sumOfTabs('listenerCount'),
    };
  }

  /**
   * Puts a stream's sources on stage and plans its cues from now on.
   *
   * Throws a `TallyError` that names the cue, the field and the remedy when it is not valid.
   */
  load(stream: StreamInput): void {
    this.#conductor.assertOpen('load a stream');
    this.#player.load(parseStream(stream, this.#baseUrl));
  }

  /**
   * Moves virtual time on, and resolves when everything that those ms caused has settled, rendering
   * included. Calls queue up. A playing stage stops playing: who advances by hand is in control.
   */
  advance(ms: number): Promise<void> {
    return this.#move(() => this.now + ms, `advance by ${ms}`);
  }

  /** Moves virtual time to `time`, in ms since the stage began. */
  advanceTo(time: number): Promise<void> {
    return this.#move(() => time, `advance to ${time}`);
  }

  /** Lets virtual time follow real time. Stretches without real frames are not made up for. */
  play(): void {
    this.#conductor.assertOpen('play');
    this.#wallClock.start();
  }

  pause(): void {
    this.#wallClock.stop();
  }

  /** Carries out an action now, as if a stream had a cue for it. */
  cue(source: string, action: Action): void {
    this.#conductor.assertOpen('play a cue');
    this.#player.act(source, parseAction(source, action, this.#player.kinds));
  }

  /**
   * Puts a far end that is a function on stage. It gets every connection to `url`, which may be
   * `*`, and accepts or refuses it, at once or later. Cues name it by its URL.
   */
  websocket(url: string, farEnd: FarEnd, settings: FaultSettings = {}): Unsubscribe {
    this.#conductor.assertOpen('put a far end on stage');
    const address = this.#addresses.normalize(url);
    const faults = new Faults(settings, seededRandom(this.#seed, `faults of ${address}`));
    return this.#addresses.add(new StagedSource(address, address, faults, farEnd));
  }

  /**
   * Puts a far end that is a function behind an HTTP address, which may be `*`. It gets every
   * request to it and responds, at once or later. What it throws fails the request.
   */
  http(url: string, farEnd: HttpFarEnd, settings: HttpFarEndSettings = {}): Unsubscribe {
    this.#conductor.assertOpen('put a far end on stage');
    return this.#http.http(url, farEnd, settings);
  }

  /**
   * Puts a far end that is a function behind the address of an event stream. It gets every request
   * to it, opens or refuses the stream, and sends events, at once or later.
   */
  sse(
    url: string,
    farEnd: (connection: StagedHttpConnection) => void,
    settings: HttpFarEndSettings = {},
  ): Unsubscribe {
    this.#conductor.assertOpen('put a far end on stage');
    return this.#http.sse(url, farEnd, settings);
  }

  /** Lets msw's request handlers answer whatever no other far end answers. Needs msw. */
  msw(handlers: readonly object[]): Unsubscribe {
    this.#conductor.assertOpen('put a far end on stage');
    return this.#http.msw(handlers);
  }

  /**
   * Puts a peer that is a function on a broadcast channel: another tab, made of a script. Leaves
   * when the returned function is called.
   *
   * @param tab Who it is, as the log has it.
   */
  channel(name: string, join: (peer: ChannelPeer) => void, tab = 'peer'): Unsubscribe {
    this.#conductor.assertOpen('put a peer on a channel');
    const peer = new ChannelPeer(this.#bus, this.#clock, name, tab);
    join(peer);
    return () => peer.close();
  }

  /** Opens another tab of the same world, with a runtime and a page of its own. */
  tab(): StagedTab {
    this.#conductor.assertOpen('open a tab');
    const tab = new StagedTab({
      network: this.#networkParts,
      bus: this.#bus,
      runtime: this.runtime,
      number: ++this.#tabCount,
      onGone: () => this.#tabs.delete(tab),
    });
    this.#tabs.add(tab);
    return tab;
  }

  /**
   * Puts a program on stage that stands for a worker's script. It gets every worker that is made
   * from this URL, or with this `name`, or any with `*`. No thread: it runs on the virtual clock.
   */
  worker(urlOrName: string, program: WorkerProgram): Unsubscribe {
    this.#conductor.assertOpen('put a worker on stage');
    return this.#workers.add(urlOrName, program);
  }

  /** Calls `listener` whenever virtual time has moved and everything has settled. */
  onAdvance(listener: () => void): Unsubscribe {
    this.#onAdvance.add(listener);
    return () => void this.#onAdvance.delete(listener);
  }

  /** Ends everything without a word to anybody: sockets, timers, listeners, playing. */
  dispose(): void {
    this.#conductor.close();
    this.#wallClock.stop();
    for (const tab of this.#tabs) tab.crash();
    this.#network.takeDown();
    this.#http.page.takeDown();
    this.#workers.takeDown();
    this.#channels.takeDown();
    this.#bus.takeDown();
    this.page.clear();
    this.#clock.close();
    this.#onAdvance.clear();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #sumOfTabs(count: 'socketCount' | 'listenerCount'): number {
    return [...this.#tabs].reduce((sum, tab) => sum + tab[count], 0);
  }

  #move(target: () => number, what: string): Promise<void> {
    this.pause();
    return this.#conductor.move(target, what, () => this.#moved());
  }

  async #playStep(elapsed: number): Promise<void> {
    const target = (): number => this.now + elapsed * this.#speed;
    try {
      await this.#conductor.move(target, 'play', () => this.#moved());
    } catch (error) {
      // Nobody awaits a step of playing, and one that a disposal cut short is no mistake.
      if (!(error instanceof TallyError && error.code === 'disposed')) this.#errors.push(error);
      this.pause();
    }
  }

  #moved(): void {
    for (const listener of [...this.#onAdvance]) {
      try {
        listener();
      } catch (error) {
        this.#errors.push(error);
      }
    }
  }
}
