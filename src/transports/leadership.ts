import { createAlarm } from '../core/alarm.js';
import type { Locks, Runtime, Unsubscribe } from '../core/runtime.js';
import { createSilenceWatch } from '../core/silence.js';
import type { Watchdog } from '../core/watchdog.js';

/** What a tab does about who leads. */
export interface LeadershipHost {
  /** Leads from now on; `alone` where there are no locks, so that every tab leads itself. */
  lead(this: void, alone: boolean): void;
  /** Leads no more, from this moment. */
  follow(this: void): void;
  /** Asks whoever leads for a sign of life. */
  ask(this: void): void;
  /** Says that the epoch has grown. */
  announce(this: void): void;
}

/** One request for the lock. */
interface Claim {
  readonly signal: AbortController;
  release?: () => void;
}

/** How often a timer that comes late is given another chance, because the tab may have slept. */
const LATE_ROUNDS = 2;

/** For how large a share of a lease the answer counts that a tab has the lock. */
const FRESH = 0.3;

/**
 * Sees to it that one tab leads: the one that holds a lock, as long as it gives signs of life.
 *
 * A tab that ends gives its lock back, and the next in line has it at once. One that is frozen keeps
 * it: if it does not answer when it is asked, another tab steals the lock. Every term has a higher
 * `epoch` than the one before, so that what an old leader says is recognised. All deadlines compare
 * clock readings, and who may have slept asks before it acts.
 *
 * [https://w3c.github.io/web-locks/]
 */
export class Leadership {
  /** The highest known. */
  epoch = 0;
  readonly #runtime: Runtime;
  readonly #lock: string;
  readonly #lease: number;
  readonly #host: LeadershipHost;
  readonly #alarm: ReturnType<typeof createAlarm>;
  #claim: Claim | undefined;
  #silence: Watchdog | undefined;
  #stopSignals: Unsubscribe | undefined;
  /** Changes whenever what was going on is overtaken. */
  #turn = 0;
  #leading = false;
  #alone = false;
  #sinceAwake: () => number = () => Infinity;
  /** What waits until it is certain that the lock is still there. */
  #held: Array<() => void> | undefined;
  #me: Promise<string | undefined> = Promise.resolve(undefined);
  #missedElection = false;

  constructor(runtime: Runtime, lock: string, lease: number, host: LeadershipHost) {
    this.#runtime = runtime;
    this.#lock = lock;
    this.#lease = lease;
    this.#host = host;
    this.#alarm = createAlarm(runtime.clock);
  }

  get leading(): boolean {
    return this.#leading;
  }

  /** Takes part; alone if it cannot talk to the others, or there are no locks. */
  start(canTalk: boolean): void {
    const { page, locks } = this.#runtime;
    if (!locks || !canTalk) return this.#goAlone();
    const onResume = (): void => {
      if (this.#leading) this.#doubt();
      else this.#silence?.probe();
    };
    const stops = [page.on('resume', onResume), page.on('pageshow', onResume)];
    this.#stopSignals = () => stops.forEach((stop) => stop());
    this.#isAwake();
    this.#me = this.#findMyself();
    void this.#claimLock({});
    this.#suspect();
  }

  /** Takes part no more: gives the lock back, or up. */
  stop(): void {
    this.#turn++;
    this.#stopSignals?.();
    this.#rest();
    this.#leading = this.#alone = false;
    this.#held = undefined;
    this.#letGo();
  }

  /** Notes that the leader of this epoch lives. */
  heard(epoch: number): void {
    this.epoch = epoch;
    this.#turn++;
    this.#isAwake();
    this.#listen();
  }

  /** Notes that nobody leads. */
  lost(): void {
    this.#suspect();
  }

  /** Notes that somebody claims an epoch that this tab, which leads, does not know. */
  challenge(epoch: number): void {
    this.#doubt(epoch);
  }

  /**
   * Does what only the leader may do: at once, or after a sleep when the lock has turned out to be
   * still there. If it is not, nothing is done.
   */
  act(action: () => void): void {
    if (!this.#leading) return;
    if (!this.#held && !this.#alone && !this.#isAwake()) this.#doubt();
    if (this.#held) this.#held.push(action);
    else action();
  }

  get #locks(): Locks {
    return this.#runtime.locks!;
  }

  /** Reads both clocks: one may stand still in a sleep, the other may be corrected. */
  #isAwake(): boolean {
    const gap = this.#sinceAwake();
    this.#sinceAwake = this.#stopwatch();
    return gap < this.#lease * 0.8;
  }

  /** Finds out by which name the lock manager knows this tab. */
  async #findMyself(): Promise<string | undefined> {
    const name = `${this.#lock} ${this.#runtime.uuid()}`;
    try {
      return await this.#locks.request(name, () => this.#holderOf(name));
    } catch {
      return undefined;
    }
  }

  async #holderOf(name: string): Promise<string | undefined> {
    const { held = [] } = await this.#locks.query();
    return held.find((lock) => lock.name === name)?.clientId;
  }

  /** Whether this tab really holds the lock, whatever it has slept through. */
  async #isHolder(): Promise<boolean> {
    const age = this.#stopwatch();
    try {
      const [me, holder] = await Promise.all([this.#me, this.#holderOf(this.#lock)]);
      if (holder === undefined || (me !== undefined && holder !== me)) return false;
    } catch {
      return false;
    }
    // An answer that waited for a tab to thaw is of no use. Whoever steals waits longer than this.
    return age() < this.#lease * FRESH || this.#isHolder();
  }

  /** Reads how long ago it was made, by the clock that has gone further. */
  #stopwatch(): () => number {
    const { clock } = this.#runtime;
    const [monotonic, now] = [clock.monotonic(), clock.now()];
    return () => Math.max(clock.monotonic() - monotonic, clock.now() - now);
  }

  /** Stands in line, or with `steal` takes the lock from whoever has it. Ends with the wait. */
  #claimLock({ steal = false }: LockOptions): Promise<void> {
    this.#letGo();
    const claim: Claim = { signal: new AbortController() };
    const options = steal ? { steal } : { signal: claim.signal.signal };
    this.#claim = claim;
    return new Promise((settled) => {
      const hold = async (): Promise<void> => {
        // It may have been stolen again while this tab was frozen.
        const isReal = await this.#isHolder();
        if (claim !== this.#claim || !isReal) return settled();
        const released = new Promise<void>((resolve) => (claim.release = resolve));
        this.#take();
        settled();
        await released;
      };
      this.#locks.request(this.#lock, options, hold).then(
        () => this.#onEnd(claim),
        (error: unknown) => {
          settled();
          this.#onEnd(claim, error);
        },
      );
    });
  }

  #letGo(): void {
    const claim = this.#claim;
    this.#claim = undefined;
    claim?.release?.();
    claim?.signal.abort();
  }

  #take(): void {
    this.#turn++;
    this.#rest();
    this.#leading = true;
    this.#isAwake();
    this.#grow();
    this.#host.lead(false);
  }

  #goAlone(): void {
    this.#alone = this.#leading = true;
    this.#host.lead(true);
  }

  #grow(than = this.epoch): void {
    // The wall clock makes epochs grow even where nobody remembers the last one.
    this.epoch = Math.max(than + 1, this.epoch + 1, Math.floor(this.#runtime.clock.now()));
  }

  #onEnd(claim: Claim, error?: unknown): void {
    if (claim !== this.#claim) return;
    this.#claim = undefined;
    if (error && (error as Error).name !== 'AbortError') this.#goAlone();
    else this.#fence();
  }

  /** Somebody else has the lock. */
  #fence(): void {
    const wasLeading = this.#leading;
    this.#leading = false;
    this.#held = undefined;
    if (wasLeading) this.#host.follow();
    void this.#claimLock({});
    this.#suspect();
  }

  /** Does nothing more until it is certain that this tab still leads. */
  #doubt(epoch?: number): void {
    if (!this.#leading || this.#alone) return;
    const isNew = !this.#held;
    this.#held ??= [];
    if (epoch !== undefined) {
      this.#held.unshift(() => {
        if (epoch < this.epoch) return;
        this.#grow(epoch);
        this.#host.announce();
      });
    }
    if (isNew) void this.#verify();
  }

  async #verify(): Promise<void> {
    const claim = this.#claim;
    const isReal = await this.#isHolder();
    if (claim !== this.#claim || !this.#leading) return;
    if (!isReal) return this.#fence();
    this.#isAwake();
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const action of held) if (claim === this.#claim) action();
  }

  #rest(): void {
    this.#alarm();
    this.#silence?.stop();
    this.#silence = undefined;
  }

  #listen(): void {
    this.#rest();
    this.#silence = createSilenceWatch(this.#runtime.clock, this.#lease, () => this.#suspect());
  }

  /** Asks whoever leads, and waits for an answer: 0.4 leases, and not all tabs equally long. */
  #suspect(round = 0): void {
    this.#rest();
    const { clock } = this.#runtime;
    const turn = ++this.#turn;
    const wait = this.#lease * (0.4 + 0.1 * this.#runtime.random());
    const start = clock.monotonic();
    this.#isAwake();
    this.#host.ask();
    const suspect = this.#holderOf(this.#lock).catch(() => undefined);
    this.#alarm(() => {
      this.#isAwake();
      // Who was frozen itself may have the answer still waiting in front of the door.
      const isLate = clock.monotonic() - start - wait > this.#lease / 2;
      if (isLate && round < LATE_ROUNDS) this.#suspect(round + 1);
      else void suspect.then((holder) => this.#replace(holder, turn));
    }, wait);
  }

  /** Steals the lock, unless another tab is about to or has done so. */
  async #replace(suspect: string | undefined, turn: number): Promise<void> {
    const isOvertaken = (): boolean => turn !== this.#turn || this.#leading;
    if (isOvertaken()) return;
    // One that was frozen in an election must not end all elections.
    const mode = this.#missedElection ? { steal: true } : { ifAvailable: true };
    try {
      await this.#locks.request(`${this.#lock} election`, mode, async (lock) => {
        this.#missedElection = !lock;
        if (!lock || isOvertaken()) return;
        const holder = await this.#holderOf(this.#lock);
        if (isOvertaken() || holder === undefined || holder !== suspect) return;
        await this.#claimLock({ steal: true });
      });
    } catch {
      // This election was broken off by another one.
    }
    if (!isOvertaken()) this.#suspect();
  }
}
