import type { RecordStore } from './record-store.js';

/** A function that undoes a subscription. Calling it twice does nothing more. */
export type Unsubscribe = () => void;

/** An opaque handle of a pending timer or frame. */
export type TimerId = number | object;

/** Time as the kit sees it. All values are milliseconds. */
export interface Clock {
  /** Reads the wall clock: milliseconds since the Unix epoch. It may jump, for example after sleep. */
  now(): number;
  /** Reads a clock that never runs backwards. Only differences mean something. */
  monotonic(): number;
  /** Calls `callback` once, no earlier than `delay` ms from now. */
  setTimeout(callback: () => void, delay: number): TimerId;
  /** Forgets a timer. An unknown or spent handle is ignored. */
  clearTimeout(timer: TimerId | undefined): void;
  /** Calls `callback` before the next picture is painted. In a hidden page that may take very long. */
  requestFrame(callback: () => void): TimerId;
  /** Forgets a requested frame. An unknown or spent handle is ignored. */
  cancelFrame(frame: TimerId | undefined): void;
}

/** The moments at which a page comes, goes, or may have lost its connections. */
export type PageSignal =
  | 'visibilitychange'
  | 'focus'
  | 'online'
  | 'offline'
  | 'pageshow'
  | 'pagehide'
  | 'freeze'
  | 'resume';

/** What a component may know about the page around it. */
export interface Page {
  /** Whether the page is hidden, as `document.hidden` has it. */
  readonly hidden: boolean;
  /** What the platform believes about the network. Never proof of a connection. */
  readonly online: boolean;
  /** The URL that relative addresses resolve against. `undefined` where there is no page. */
  readonly baseUrl: string | undefined;
  /** Calls `listener` at every `signal` until the returned function is called. */
  on(signal: PageSignal, listener: () => void): Unsubscribe;
}

/** The platform's `WebSocket` constructor, or something that behaves exactly like it. */
export type WebSocketConstructor = new (
  url: string | URL,
  protocols?: string | string[],
) => WebSocket;

/** The platform's `BroadcastChannel` constructor, or something that behaves exactly like it. */
export type BroadcastChannelConstructor = new (name: string) => BroadcastChannel;

/** The platform's `Worker` constructor, or something that behaves exactly like it. */
export type WorkerConstructor = new (url: string | URL, options?: WorkerOptions) => Worker;

/** What components use of the platform's `LockManager`. */
export type Locks = Pick<LockManager, 'request' | 'query'>;

/**
 * Everything a component gets from the world. In production it is the browser
 * (`browserRuntime`); in a story, a test or a benchmark it is a `Stage`.
 */
export interface Runtime {
  readonly clock: Clock;
  readonly page: Page;
  readonly WebSocket: WebSocketConstructor;
  /** `undefined` where the platform has none: then every tab is alone. */
  readonly BroadcastChannel: BroadcastChannelConstructor | undefined;
  readonly Worker: WorkerConstructor;
  /** The locks that all tabs share. `undefined` where there are none, as in insecure contexts. */
  readonly locks: Locks | undefined;
  /** Asks a server, as the platform's `fetch` does. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** What outlives the page. `undefined` where there is none, or none is allowed. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
  /**
   * Opens the records kept under a name, for more than `storage` should hold. Rejects where none are
   * allowed. Left out by the browser's runtime: whoever needs records loads IndexedDB on demand.
   */
  readonly openStore?: ((name: string) => Promise<RecordStore>) | undefined;
  /** Draws a number in [0, 1). */
  random(): number;
  /** Makes an identifier that no other client makes. */
  uuid(): string;
  /** Reports an error that nobody caught, as the platform's `reportError` does. */
  reportError(error: unknown): void;
}
