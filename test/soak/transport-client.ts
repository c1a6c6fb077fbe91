import type { MessageSource } from '../../src/core/message-source.js';
import type { ConnectionState } from '../../src/core/connection-state.js';
import type { Stage, StagedTab } from '../../src/stage.js';
import type { SoakServer } from './soak-server.js';
import type { TransportRange, TransportScript } from './transport-script.js';

/** What a client tells of itself. */
type Turn = 'statechange' | 'outboxchange' | 'gap' | 'recovered' | 'reset';

/** A client under test: any source that can be ended. */
export interface SoakClient extends Omit<
  MessageSource,
  'addEventListener' | 'removeEventListener'
> {
  readonly state: ConnectionState;
  disconnect(): void;
  addEventListener(type: Turn, listener: (event: Event) => void): void;
  removeEventListener(type: Turn, listener: (event: Event) => void): void;
}

/** Where a client is to be made. */
export interface ClientPlace {
  readonly script: TransportScript;
  /** Which tab, from 0. */
  readonly tab: number;
  readonly runtime: StagedTab['runtime'];
  /** Whether this run lets clients give up. */
  readonly maxReconnectAttempts: number;
  token(): Promise<string>;
}

/** A transport, and what it promises. */
export interface Transport {
  readonly range: TransportRange;
  /** Lets the server be reached. */
  open(stage: Stage, server: SoakServer): void;
  client(place: ClientPlace): SoakClient;
  /** Whether it can send. */
  readonly sends: boolean;
  /** Whether what it sends can be acknowledged. */
  readonly acks?: boolean;
  /** Whether what cannot be had any more is told; else nothing may be missing at all. */
  tellsGaps(script: TransportScript): boolean;
  /** Whether a token refused twice in a row ends it. */
  readonly failsUnauthorised: boolean;
  /** Whether a goodbye of the server ends it: the codes 1000 and 1001. */
  readonly endsAtGoodbye: boolean;
  /** Whether it may pass over states, as one made of several does. */
  readonly leaps?: boolean;
  /** How long it may take to be right again when everything else is, in ms. */
  readonly rest: number;
  /** How long one that is open may go without noticing that its line is dead, in ms. */
  readonly notice: number;
  /** What else has to be true in the end. */
  check?(client: SoakClient): void;
}
