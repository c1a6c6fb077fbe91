import type { Stage, StagedTab } from '../../src/stage.js';
import { sequencer } from '../../src/core/sequencer.js';
import { SharedConnection } from '../../src/transports/shared-connection.js';
import { WebSocketClient } from '../../src/transports/websocket-client.js';
import { deafPage } from '../transports/shared-scene.js';
import { SentLedger } from './sent-ledger.js';
import type { SharedScript } from './shared-script.js';
import { watchStates } from './state-laws.js';
import type { SoakClient } from './transport-client.js';
import { Witness } from './witness.js';

/** How often a client that may give up tries. */
const FEW = 5;

/** Of one tab's messages at most 100 wait there, and of all tabs' 100 at the leader. */
const OUTBOXES = 200;

/** How long a tab that wakes up takes to learn what has happened, in ms. */
const WAKE_UP = 3000;

/** What the tabs of one user have in common. */
export interface SharedUser {
  readonly stage: Stage;
  readonly script: SharedScript;
  /** Which token the app has. */
  token(): number;
  /** Whether the server has ever said goodbye. */
  heardGoodbye(): boolean;
  /** Learns that one leads who has never heard how far the stream had got. */
  onFreshLeader(): void;
}

/** One tab with its share of the connection, and those who watch it. */
export class SharingTab {
  readonly tab: StagedTab;
  readonly shared: SharedConnection;
  readonly witness: Witness;
  readonly sent: SentLedger;
  /** Whether its page is in the back/forward cache. */
  isAway = false;
  readonly #stage: Stage;
  /** When it woke up: what happened while it slept it learns now. */
  #wokeAt = -Infinity;
  #hasLostTouch = false;
  /** What it has made to lead. */
  readonly #clients: WebSocketClient[] = [];
  readonly #states: ReturnType<typeof watchStates>;
  #wantsIt = true;

  constructor(user: SharedUser) {
    const { stage, script } = user;
    this.#stage = stage;
    const isStubborn = script.seed % 5 > 0;
    this.tab = stage.tab();
    const { number } = this.tab;
    // Not every sleep is announced.
    const page = number % 2 ? this.tab.page : deafPage(this.tab.page);
    const runtime = { ...this.tab.runtime, page };
    this.shared = new SharedConnection(
      'feed',
      ({ seq, epoch }) => {
        if (seq === undefined) user.onFreshLeader();
        const client = new WebSocketClient('wss://stage.test/feed/0', {
          runtime,
          maxReconnectAttempts: isStubborn ? Infinity : FEW,
          token: async () => String(user.token()),
          ...(script.way === 0 && { sequence: sequencer({ after: seq, epoch }) }),
        });
        this.#clients.push(client);
        return client;
      },
      { runtime },
    );
    const client = this.shared as unknown as SoakClient;
    this.witness = new Witness(client, script.way === 0, true);
    this.sent = new SentLedger(client, true);
    this.#states = watchStates(
      client,
      true,
      () => ({ closed: !this.#wantsIt || user.heardGoodbye(), failed: !isStubborn }),
      OUTBOXES,
    );
    this.shared.addEventListener('statechange', this.#onState);
    this.come();
  }

  /** Whether it runs. */
  get isAwake(): boolean {
    return !this.tab.page.frozen && !this.isAway;
  }

  /** Whether it has a client that is not ended. */
  get leads(): boolean {
    return this.#clients.some(({ state }) => !/idle|closed/.test(state));
  }

  /** Whether a client of it is open. */
  get isOpen(): boolean {
    return this.#clients.some(({ state }) => state === 'open');
  }

  come(): void {
    this.#wantsIt = true;
    this.shared.connect().catch(() => undefined);
  }

  leave(): void {
    this.#wantsIt = false;
    this.shared.disconnect();
    this.witness.excuse();
  }

  hide(): void {
    this.isAway = true;
    this.tab.page.pagehide();
    this.witness.excuse();
  }

  return(): void {
    this.isAway = false;
    this.tab.page.pageshow();
  }

  /** Tells what is broken so far. */
  look(): string[] {
    this.witness.look();
    // What it had missed it may miss until it has heard everything that waited for it.
    if (this.#hasLostTouch) this.witness.excuse();
    this.#hasLostTouch &&= this.#stage.now - this.#wokeAt < WAKE_UP;
    return [...this.witness.broken, ...this.#states.broken].map(
      (what) => `Tab ${this.tab.number}: ${what}`,
    );
  }

  /** Ends everything that the app has begun. */
  close(): void {
    this.leave();
    this.stop();
  }

  resume(): void {
    if (this.tab.page.frozen) this.#wokeAt = this.#stage.now;
    this.tab.page.resume();
  }

  /** Watches no more. */
  stop(): void {
    this.shared.removeEventListener('statechange', this.#onState);
    this.witness.stop();
    this.#states.stop();
  }

  readonly #onState = (): void => {
    if (this.shared.state === 'open') return;
    this.witness.loosen();
    this.#hasLostTouch ||= this.#stage.now - this.#wokeAt < WAKE_UP;
    if (this.#hasLostTouch) this.witness.excuse();
  };
}
