import { setupWorker } from 'msw/browser';
import { afterAll, beforeAll } from 'vitest';

/** msw as pages have it: its service worker, and its WebSocket in place of the page's. */
export const worker = setupWorker();

/** Has msw run while the tests of this file do. */
export function useMsw(): void {
  beforeAll(() => worker.start({ quiet: true, onUnhandledRequest: 'bypass' }));
  afterAll(() => worker.stop());
}
