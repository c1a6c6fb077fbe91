import type { Clock, Page, Runtime } from '../core/runtime.js';

const clock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (callback, delay) => setTimeout(callback, delay),
  clearTimeout: (timer) => clearTimeout(timer as number | undefined),
  requestFrame: (callback) => requestAnimationFrame(callback),
  cancelFrame: (frame) => cancelAnimationFrame(frame as number),
};

const page: Page = {
  get hidden() {
    return !!globalThis.document?.hidden;
  },
  get online() {
    return globalThis.navigator?.onLine ?? true;
  },
  get baseUrl() {
    return globalThis.document?.baseURI ?? globalThis.location?.href;
  },
  on(signal, listener) {
    const ofDocument = /^(vis|fre|res)/.test(signal);
    const target: EventTarget | undefined = ofDocument ? globalThis.document : globalThis;
    // Workers have no document, Node has no listeners either.
    target?.addEventListener?.(signal, listener);
    return () => target?.removeEventListener?.(signal, listener);
  },
};

const random = (): number => Math.random();

const reportError = (error: unknown): void => (globalThis.reportError ?? console.error)(error);

/** The world as the browser provides it. Nothing is touched before it is needed. */
export const browserRuntime: Runtime = {
  clock,
  page,
  get WebSocket() {
    return globalThis.WebSocket;
  },
  get BroadcastChannel() {
    return globalThis.BroadcastChannel;
  },
  get Worker() {
    return globalThis.Worker;
  },
  get locks() {
    return globalThis.navigator?.locks;
  },
  fetch: (input, init) => fetch(input, init),
  get storage() {
    try {
      return globalThis.localStorage;
    } catch {
      // The page is sandboxed, or its storage blocked.
      return undefined;
    }
  },
  random,
  // `randomUUID` exists in secure contexts only: not on http://192.168.0.7.
  uuid: () => crypto.randomUUID?.() ?? crypto.getRandomValues(new Uint32Array(4)).join('-'),
  reportError,
};

/** The part of it that the tabs' service needs, so that a page need not load the rest. */
export const browserTab: Pick<
  Runtime,
  'clock' | 'page' | 'BroadcastChannel' | 'random' | 'reportError'
> = {
  clock,
  page,
  get BroadcastChannel() {
    return globalThis.BroadcastChannel;
  },
  random,
  reportError,
};
