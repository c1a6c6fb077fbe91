import type { Locks } from '../core/runtime.js';
import type { LockClaim, LockTable } from './lock-table.js';
import type { TabPart } from './tab-part.js';
import type { VirtualClock } from './virtual-clock.js';

/** What the locks of one tab need. */
interface TabLocksParts {
  readonly clock: VirtualClock;
  readonly table: LockTable;
  /** Who the tab is. */
  readonly tab: string;
}

type Callback = LockGrantedCallback<unknown>;

/**
 * Stands for the platform's `navigator.locks` in one tab. A tab that ends gives everything back; one
 * that is frozen keeps what it has, and is granted what it waits for without noticing.
 *
 * [https://w3c.github.io/web-locks/]
 */
export class TabLocks implements TabPart {
  /** What the page sees. */
  readonly manager: Locks;
  readonly #parts: TabLocksParts;
  readonly #claims = new Set<LockClaim>();
  #listeners = 0;
  #down = false;

  constructor(parts: TabLocksParts) {
    this.#parts = parts;
    const request = async (...args: unknown[]): Promise<unknown> => {
      const { name, options, callback } = readArguments(args);
      return new Promise((resolve, reject) =>
        this.#request(name, options, callback, resolve, reject),
      );
    };
    const query = (): Promise<LockManagerSnapshot> =>
      new Promise((resolve) => this.#soon(() => resolve(parts.table.query())));
    this.manager = { request, query } as Locks;
  }

  /** Counts the locks that are held or awaited. */
  get openCount(): number {
    return this.#claims.size;
  }

  /** Counts the listeners on signals of those that are awaited. */
  get listenerCount(): number {
    return this.#listeners;
  }

  takeDown(): void {
    this.#down = true;
    // The latest first: nothing is granted to a tab that is gone.
    for (const claim of [...this.#claims].reverse()) this.#parts.table.release(claim);
    this.#claims.clear();
  }

  #request(
    name: string,
    { mode = 'exclusive', ifAvailable, steal, signal }: LockOptions,
    callback: Callback,
    resolve: (result: unknown) => void,
    reject: (reason: unknown) => void,
  ): void {
    if (this.#down) return;
    const { table, tab } = this.#parts;
    let state: 'waiting' | 'held' | 'over' = 'waiting';
    const end = (): void => {
      state = 'over';
      this.#claims.delete(claim);
      table.release(claim);
    };
    const unsubscribe = (): void => {
      if (!signal) return;
      signal.removeEventListener('abort', onAbort);
      this.#listeners--;
    };
    const onAbort = (): void => {
      if (state !== 'waiting') return;
      unsubscribe();
      end();
      reject(signal?.reason);
    };
    const run = async (): Promise<void> => {
      if (state !== 'waiting') return;
      unsubscribe();
      state = 'held';
      try {
        const result = await callback(Object.freeze({ name, mode }));
        resolve(result);
      } catch (error) {
        reject(error);
      }
      end();
    };
    const claim: LockClaim = {
      ...{ name, mode, clientId: tab },
      granted: () => this.#soon(() => void run()),
      stolen: () => {
        if (state === 'waiting') unsubscribe();
        state = 'over';
        this.#claims.delete(claim);
        this.#soon(() => reject(new DOMException(STOLEN, 'AbortError')));
      },
    };
    this.#claims.add(claim);
    if (signal) {
      signal.addEventListener('abort', onAbort);
      this.#listeners++;
    }
    if (steal) table.steal(claim);
    else if (!ifAvailable) table.request(claim);
    else if (!table.requestNow(claim)) {
      this.#claims.delete(claim);
      this.#soon(() => void Promise.resolve(null).then(callback).then(resolve, reject));
    }
  }

  #soon(callback: () => void): void {
    this.#parts.clock.schedule(callback, 0, 'arrival');
  }
}

const STOLEN = "Lock broken by another request with the 'steal' option.";

/** Checks what the page asks for, as the platform does and in its order. */
function readArguments([name, second, third]: unknown[]): {
  readonly name: string;
  readonly options: LockOptions;
  readonly callback: Callback;
} {
  const callback = third ?? second;
  if (typeof callback !== 'function') {
    throw new TypeError("Failed to execute 'request' on 'LockManager': no function was given.");
  }
  const options = (third === undefined ? {} : (second ?? {})) as LockOptions;
  const { mode = 'exclusive', ifAvailable, steal, signal } = options;
  const refuse = (why: string): never => {
    throw new DOMException(`Failed to request a lock: ${why}.`, 'NotSupportedError');
  };
  if (mode !== 'exclusive' && mode !== 'shared') {
    throw new TypeError(`Failed to request a lock: '${String(mode)}' is no mode.`);
  }
  if (String(name).startsWith('-')) refuse("names can't begin with '-'");
  if (steal && ifAvailable) refuse("'steal' and 'ifAvailable' exclude each other");
  if (steal && mode !== 'exclusive') refuse("'steal' needs the mode 'exclusive'");
  if (signal && (steal || ifAvailable)) refuse("'signal' excludes 'steal' and 'ifAvailable'");
  signal?.throwIfAborted();
  return { name: String(name), options, callback: callback as Callback };
}
