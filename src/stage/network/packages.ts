import type * as MockSocket from 'mock-socket';
import type * as Msw from 'msw';
import type * as MswBrowser from 'msw/browser';
import { noPackage } from './network-error.js';

// Where `await import` stands in a `try`, bundlers leave it to the page whether there is a package.

/** Loads mock-socket, or throws a `TallyError` that says how to get it. */
export async function loadMockSocket(): Promise<typeof MockSocket> {
  try {
    return await import('mock-socket');
  } catch (cause) {
    throw noPackage('mock-socket', cause);
  }
}

/** Loads msw with what it has for browsers, or throws a `TallyError` that says how to get it. */
export async function loadMsw(): Promise<typeof Msw & typeof MswBrowser> {
  try {
    return { ...(await import('msw')), ...(await import('msw/browser')) };
  } catch (cause) {
    throw noPackage('msw', cause);
  }
}
