import type { Stage, StagedTab } from '../../src/stage.js';
import { SentLedger } from './sent-ledger.js';
import { watchStates } from './state-laws.js';
import type { SoakClient, Transport } from './transport-client.js';
import type { TransportScript } from './transport-script.js';
import { Witness } from './witness.js';

/** How often a client that may give up tries. */
const FEW = 5;

/** One tab with its client, and those who watch it. */
export class SoakTab {
  readonly tab: StagedTab;
  readonly client: SoakClient;
  readonly witness: Witness;
  readonly sent: SentLedger;
  /** How often its token was refused since it was last open. */
  denials = 0;
  /** Whether the server has ever said goodbye; the word may travel for long. */
  heardGoodbye = false;
  /** Which token the app has. */
  token: number;
  /** Since when it could have noticed that its line is dead, in virtual ms. */
  deadSince: number | undefined;
  readonly #stage: Stage;
  readonly #transport: Transport;
  readonly #states: ReturnType<typeof watchStates>;
  #isLeaving = false;
  readonly #release: (() => void) | undefined;

  constructor(
    stage: Stage,
    transport: Transport,
    script: TransportScript,
    index: number,
    valid: () => number,
  ) {
    const isStubborn = script.seed % 5 > 0;
    this.#stage = stage;
    this.#transport = transport;
    this.tab = stage.tab();
    this.token = valid();
    this.client = transport.client({
      script,
      tab: index,
      runtime: this.tab.runtime,
      maxReconnectAttempts: isStubborn ? Infinity : FEW,
      token: async () => {
        const { token } = this;
        // Half of the apps notice that a token is old when they have used it.
        if (script.seed % 2) this.token = valid();
        return String(token);
      },
    });
    this.witness = new Witness(this.client, transport.tellsGaps(script));
    this.sent = new SentLedger(this.client, !!transport.acks);
    this.#states = watchStates(this.client, !!transport.leaps, () => ({
      closed: this.#isLeaving || this.heardGoodbye,
      failed: !isStubborn || (transport.failsUnauthorised && this.denials > 1),
    }));
    this.client.addEventListener('statechange', this.#onState);
    if (script.seed % 3) this.come();
    else this.#release = this.client.retain();
  }

  /** Lets the user come back. */
  come(): void {
    // What could not be had is told by the state as well.
    this.client.connect().catch(() => undefined);
  }

  /** Lets the user go. */
  leave(): void {
    this.#isLeaving = true;
    this.client.disconnect();
    this.#isLeaving = false;
  }

  /** Lets a line die under it. */
  die(): void {
    if (this.client.state === 'open') this.deadSince ??= this.#stage.now;
  }

  /** Gives it all its time again to notice that: it slept, or the clock is another. */
  excuse(): void {
    if (this.deadSince !== undefined) this.deadSince = this.#stage.now;
  }

  /** Tells what is broken so far. */
  look(): string[] {
    this.witness.look();
    const { page } = this.tab;
    if (page.frozen) this.excuse();
    const dead = this.#stage.now - (this.deadSince ?? this.#stage.now);
    const late =
      dead > this.#transport.notice ? [`It believes in a line dead for ${dead} ms.`] : [];
    return [...this.witness.broken, ...this.#states.broken, ...late];
  }

  /** Ends everything that the app has begun. */
  close(): void {
    this.leave();
    this.#release?.();
    this.witness.stop();
    this.#states.stop();
    this.client.removeEventListener('statechange', this.#onState);
  }

  readonly #onState = (): void => {
    if (this.client.state !== 'open') return void (this.deadSince = undefined);
    this.denials = 0;
  };
}
