import type { MessageFate } from '../../src/core/sent-message.js';

/** What the address of a page says about its client. */
export interface ClientSettings {
  /** `shared` has one connection for all tabs, `durable` an outbox that lasts. */
  readonly kind: 'shared' | 'durable';
  readonly port: string;
  readonly room: string;
  readonly tab: string;
}

/** How soon silence is noticed, in ms. */
export const HEARTBEAT = { heartbeatInterval: 500, heartbeatTimeout: 400 };
/** How long a leading tab may be silent, in ms. */
export const LEASE = 1000;

/** What became of the client of a page so far. */
export interface ClientReport {
  readonly state: string;
  readonly unsent: number;
  /** When the state changed, by the wall clock. */
  readonly turns: readonly { readonly state: string; readonly at: number }[];
  /** What the server told. */
  readonly heard: readonly string[];
  /** What became of what this page sent. */
  readonly fates: Readonly<Record<string, MessageFate>>;
  /** How it lost its connection, each time. */
  readonly closes: readonly string[];
  readonly isFrozen: boolean;
  /** How many timers have fired, one every 20 ms. */
  readonly ticks: number;
}

/** What a page with a client lets tests do, as `page`. */
export interface ClientPage {
  /** Sends texts one after the other, to be acknowledged or not. */
  send(texts: readonly string[], ack: boolean): void;
  report(): ClientReport;
}
