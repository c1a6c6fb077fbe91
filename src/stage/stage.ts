import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { AddressBook } from './address-book.js';
import { CannedChannels } from './canned-channels.js';
import { CannedSockets } from './canned-sockets.js';
import { ChannelBus } from './channel-bus.js';
import { ChannelPeer } from './channel-peer.js';
import { Conductor, type TimeErrorCode } from './conductor.js';
import { Faults, type FaultSettings } from './faults.js';
import type { HttpFarEnd } from './http-far-end.js';
import { LockTable } from './lock-table.js';
import { Playback, type SpeedErrorCode } from './playback.js';
import { Player } from './player.js';
import { seededRandom, seededUuid } from './random.js';
import { Settler } from './settle.js';
import { StagedHttp, type HttpFarEndSettings } from './staged-http.js';
import type { StagedHttpConnection } from './staged-http-connection.js';
import type { StagedPage } from './staged-page.js';
import { StagedSource, type FarEnd } from './staged-source.js';
import { stagedStorage } from './staged-storage.js';
import { StagedStores } from './staged-stores.js';
import { StagedTab } from './staged-tab.js';
import { parseAction, parseStream, type Action, type StreamInput } from './stream.js';
import { TabWorld, type SharedWorld } from './tab-world.js';
import { VirtualClock } from './virtual-clock.js';
import { socketUrl } from './websocket-rules.js';
import { WireLog, type LoggedSource } from './wire-log.js';
import { WorkerPrograms, type WorkerProgram } from './worker-programs.js';

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
  /** Sockets, broadcast channels, workers, requests, locks and stores that are not over. */
  readonly sockets: number;
  /** Listeners on pages, and on all of these. */
  readonly listeners: number;
}

export type StageErrorCode = TimeErrorCode | SpeedErrorCode;

/**
 * A world for real-time components: time, sockets, page and chance, all made of a script.
 *
 * Time stands still until `advance` or `play` moves it. No global is touched, and two stages never
 * see each other.
 */
export class Stage {
  /** Everything that went over the wires. */
  readonly log: WireLog;
  /** What tabs have stored for good, and how it fails. */
  readonly stores = new StagedStores();
  readonly #world: TabWorld;
  readonly #shared: SharedWorld;
  readonly #clock: VirtualClock;
  readonly #conductor: Conductor;
  readonly #http: StagedHttp;
  readonly #player: Player;
  readonly #tabs = new Set<StagedTab>();
  readonly #playback: Playback;
  readonly #errors: unknown[] = [];
  readonly #seed: number | string;
  #tabCount = 1;

  constructor({
    stream,
    seed = 1,
    startsAt = Date.UTC(2026, 0, 15, 9, 0, 0),
    baseUrl = 'https://stage.test/',
  }: StageOptions = {}) {
    const report = (error: unknown): void => void this.#errors.push(error);
    const settler = new Settler();
    const hold = (work: Promise<unknown>): void => settler.hold(work);
    const clock = new VirtualClock(startsAt, () => this.page.hidden || this.page.frozen);
    const sockets = new AddressBook({
      ...{ baseUrl, report, parse: socketUrl },
      remedy: 'Load a stream with a source, or call stage.websocket(url, …).',
    });
    const log = new WireLog(() => this.#loggedSources());
    const bus = new ChannelBus(clock, log);
    const http = new StagedHttp({ clock, log, baseUrl, report, hold, seed });
    const uuids = seededRandom(seed, 'uuid');
    this.log = log;
    this.#seed = seed;
    this.#clock = clock;
    this.#http = http;
    this.#conductor = new Conductor(clock, settler, report);
    this.#playback = new Playback(clock, this.#conductor, report);
    this.#shared = {
      ...{ log, baseUrl, sockets, bus, report, hold },
      servers: http.addresses,
      locks: new LockTable(clock, log),
      programs: new WorkerPrograms(report),
      ...{ storage: stagedStorage(), stores: this.stores },
      random: seededRandom(seed, 'random'),
      uuid: () => seededUuid(uuids),
    };
    this.#world = new TabWorld(this.#shared, () => clock);
    const canned = new CannedSockets({ clock, log, addresses: sockets, seed });
    const sources = [canned, http.canned, new CannedChannels(clock, bus)];
    this.#player = new Player({ clock, page: this.page, log, sources });
    if (stream) this.load(stream);
  }

  /** What components get instead of the browser. */
  get runtime(): Runtime {
    return this.#world.runtime;
  }

  get page(): StagedPage {
    return this.#world.page;
  }

  /** Virtual ms since the stage began. */
  get now(): number {
    return this.#clock.elapsed;
  }

  /** Whether virtual time follows real time. */
  get playing(): boolean {
    return this.#playback.playing;
  }

  /** How many virtual ms one real ms is while playing. */
  get speed(): number {
    return this.#playback.speed;
  }

  set speed(value: number) {
    this.#playback.speed = value;
  }

  /** What was reported to the runtime, and what listeners threw. */
  get errors(): readonly unknown[] {
    return this.#errors;
  }

  get pending(): PendingWork {
    const tabs = [this.#world, ...this.#tabs];
    return {
      timers: this.#clock.pendingTimers,
      frames: this.#clock.pendingFrames,
      sockets: tabs.reduce((sum, { openCount }) => sum + openCount, 0),
      listeners: tabs.reduce((sum, { listenerCount }) => sum + listenerCount, 0),
    };
  }

  /**
   * Puts a stream's sources on stage and plans its cues from now on.
   *
   * Throws a `TallyError` that names the cue, the field and the remedy when it is not valid.
   */
  load(stream: StreamInput): void {
    this.#conductor.assertOpen('load a stream');
    this.#player.load(parseStream(stream, this.#shared.baseUrl));
  }

  /**
   * Moves virtual time on, and resolves when everything that those ms caused has settled, rendering
   * included. Calls queue up. A playing stage stops playing: who advances by hand is in control.
   */
  advance(ms: number): Promise<void> {
    return this.#playback.advance(ms);
  }

  /** Moves virtual time to `time`, in ms since the stage began. */
  advanceTo(time: number): Promise<void> {
    return this.#playback.advanceTo(time);
  }

  /** Lets virtual time follow real time. Stretches without real frames are not made up for. */
  play(): void {
    this.#playback.play();
  }

  pause(): void {
    this.#playback.pause();
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
    const { sockets } = this.#shared;
    const address = sockets.normalize(url);
    const faults = new Faults(settings, seededRandom(this.#seed, `faults of ${address}`));
    return sockets.add(new StagedSource(address, address, faults, farEnd));
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
    const peer = new ChannelPeer(this.#shared.bus, this.#clock, name, tab);
    join(peer);
    return () => peer.close();
  }

  /** Opens another tab of the same world, with a runtime and a page of its own. */
  tab(): StagedTab {
    this.#conductor.assertOpen('open a tab');
    const onGone = (): void => void this.#tabs.delete(tab);
    const tab = new StagedTab(this.#shared, this.#clock, ++this.#tabCount, onGone);
    this.#tabs.add(tab);
    return tab;
  }

  /**
   * Puts a program on stage that stands for a worker's script. It gets every worker that is made
   * from this URL, or with this `name`, or any with `*`. No thread: it runs on the virtual clock.
   */
  worker(urlOrName: string, program: WorkerProgram): Unsubscribe {
    this.#conductor.assertOpen('put a worker on stage');
    return this.#shared.programs.add(urlOrName, program);
  }

  /** Makes virtual time wait for real work: something that loads, or a real connection. */
  hold(work: Promise<unknown>): void {
    this.#shared.hold(work);
  }

  /** Calls `listener` whenever virtual time has moved and everything has settled. */
  onAdvance(listener: () => void): Unsubscribe {
    return this.#playback.onAdvance(listener);
  }

  /** Ends everything without a word to anybody: sockets, timers, listeners, playing. */
  dispose(): void {
    this.#playback.close();
    for (const tab of this.#tabs) tab.crash();
    this.#world.takeDown();
    this.#shared.bus.takeDown();
    this.#clock.close();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  #loggedSources(): LoggedSource[] {
    const { sockets, bus } = this.#shared;
    const ofSockets = sockets.sources
      .map(({ name, url, faults }) => ({ name, url, latency: faults.latency }))
      .reverse();
    return [...ofSockets, ...this.#http.logged, ...bus.logged];
  }
}
