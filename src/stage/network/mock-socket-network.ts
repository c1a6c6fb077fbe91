import type * as MockSocket from 'mock-socket';
import type { WebSocketConstructor } from '../../core/runtime.js';
import type { Stage } from '../stage.js';
import { AddressClaims } from './address-claims.js';
import { bridge, bridgedSocket, type BridgedSocket } from './bridged-socket.js';
import { originalSocket, setStandIn } from './global-socket.js';
import { addressTaken } from './network-error.js';
import { loadMockSocket } from './packages.js';
import { bare, pageSocketUrl, pageUrls, urlOnStage, type Addresses } from './page-addresses.js';

const claims = new AddressClaims<MockSocketNetwork>();
let standIn: WebSocketConstructor | undefined;

/**
 * Lets a page that calls `new WebSocket` itself reach a stage: mock-socket stands in for
 * `window.WebSocket` at the URLs of a stream, and hands on both ways. Other URLs are the platform's.
 *
 * It deviates from the platform where mock-socket does: listeners know no `once`, `signal` or
 * `handleEvent`, one that throws ends the dispatch, and `close()` is answered after 4 ms, also by a
 * far end that has stalled.
 */
export class MockSocketNetwork {
  readonly #stage: Stage;
  readonly #baseUrl: string;
  readonly #addresses: Addresses;
  readonly #lines = new Set<WebSocket>();
  #servers: MockSocket.Server[] = [];
  #begun = false;

  constructor(stage: Stage, addresses: Addresses) {
    this.#stage = stage;
    this.#baseUrl = stage.runtime.page.baseUrl ?? '';
    this.#addresses = addresses;
  }

  /**
   * Claims the URLs, and puts mock-socket in place.
   *
   * Rejects with a `TallyError` with code `address-taken` when somebody on this page answers one of
   * the URLs already.
   */
  async begin(): Promise<void> {
    const urls = pageUrls(this.#addresses, 'socket', this.#baseUrl);
    claims.claim(urls, this);
    this.#begun = true;
    try {
      const mock = await loadMockSocket();
      // It may have ended meanwhile.
      if (!this.#begun) return;
      for (const url of urls) this.#servers.push(this.#serve(mock, url));
      setStandIn((standIn ??= standInOf(mock)));
    } catch (error) {
      this.end();
      throw error;
    }
  }

  /** Puts everything back. Sockets of the page that are open fall silent, without an event. */
  end(): void {
    if (!this.#begun) return;
    this.#begun = false;
    claims.release(this);
    if (claims.size === 0) setStandIn(undefined);
    for (const server of this.#servers.splice(0)) server.stop();
    for (const line of this.#lines) {
      line.onopen = line.onmessage = line.onclose = null;
      line.close();
    }
    this.#lines.clear();
  }

  [Symbol.dispose](): void {
    this.end();
  }

  #serve({ Server }: typeof MockSocket, url: string): MockSocket.Server {
    const server = listen(Server, url);
    server.on('connection', (client) => {
      const asked = urlOnStage(new URL(client.url), this.#baseUrl);
      const { offered } = client.target as BridgedSocket;
      const line = new this.#stage.runtime.WebSocket(asked, [...offered]);
      this.#lines.add(line);
      line.addEventListener('close', () => this.#lines.delete(line));
      bridge(client, line);
    });
    return server;
  }
}

/** Makes the class that the page finds as `WebSocket`. */
function standInOf(mock: typeof MockSocket): WebSocketConstructor {
  class WebSocket extends bridgedSocket(mock) {
    static override [Symbol.hasInstance](value: unknown): boolean {
      const Original = originalSocket();
      return (
        value instanceof mock.WebSocket || (Original !== undefined && value instanceof Original)
      );
    }

    constructor(url: string | URL, protocols?: string | string[]) {
      const Original = originalSocket();
      // A constructor may give something else instead.
      if (Original && !isClaimed(url)) return new Original(url, protocols) as unknown as WebSocket;
      super(url, protocols);
    }
  }
  return WebSocket as unknown as WebSocketConstructor;
}

function isClaimed(url: string | URL): boolean {
  try {
    return claims.find(bare(pageSocketUrl(url))) !== undefined;
  } catch {
    // What is no URL is refused by the platform, in its own words.
    return false;
  }
}

/** Puts a server of mock-socket's behind a URL, which it refuses where the page has its own. */
function listen(Server: typeof MockSocket.Server, url: string): MockSocket.Server {
  try {
    return new Server(url, { mock: false });
  } catch (cause) {
    throw addressTaken(url, { cause });
  }
}
