import type { WebSocketConstructor } from '../core/runtime.js';
import { StagedConnection } from './staged-connection.js';
import { StagedServerConnection } from './staged-server-connection.js';
import type { AddressBook } from './address-book.js';
import { StagedWebSocket } from './staged-websocket.js';
import type { TabPart } from './tab-part.js';
import type { VirtualClock } from './virtual-clock.js';
import type { Parcel } from './wire.js';
import type { WireLog } from './wire-log.js';

/** What the sockets of one tab share. */
export interface NetworkParts {
  readonly clock: VirtualClock;
  readonly log: WireLog;
  readonly addresses: AddressBook;
  readonly baseUrl: string;
  report(error: unknown): void;
  /** Makes virtual time wait for real work. */
  readonly hold: (work: Promise<unknown>) => void;
}

/** Connects the sockets of one tab to the stage's far ends. */
export class StagedNetwork implements TabPart {
  readonly baseUrl: string;
  /** The constructor that stands for the platform's, bound to this tab. */
  readonly WebSocket: WebSocketConstructor;
  readonly #parts: NetworkParts;
  readonly #sockets = new Set<StagedWebSocket>();
  #down = false;

  constructor(parts: NetworkParts) {
    this.baseUrl = parts.baseUrl;
    this.#parts = parts;
    this.WebSocket = boundConstructor(this);
  }

  /** Counts the sockets that are not closed. */
  get openCount(): number {
    return this.#sockets.size;
  }

  /** Counts the listeners on sockets that are not closed. */
  get listenerCount(): number {
    let count = 0;
    for (const socket of this.#sockets) count += socket.listenerCount();
    return count;
  }

  report(error: unknown): void {
    this.#parts.report(error);
  }

  hold(work: Promise<unknown>): void {
    this.#parts.hold(work);
  }

  connect(
    socket: StagedWebSocket,
    url: URL,
    protocols: readonly string[],
    receive: (parcel: Parcel) => void,
  ): StagedConnection {
    const { clock, log, addresses } = this.#parts;
    const source = addresses.find(url);
    const server: StagedServerConnection = new StagedServerConnection(
      url.href,
      protocols,
      () => connection,
      (error) => this.report(error),
    );
    const connection = new StagedConnection(clock, log, source, {
      server: (parcel) => {
        // The far end may have come on stage after the page asked for it.
        if (parcel.kind === 'request') connection.move(addresses.find(url), server);
        server.receive(parcel);
      },
      client: receive,
    });
    if (this.#down) return connection;
    this.#sockets.add(socket);
    source.connections.add(server);
    connection.log({ direction: 'out', kind: 'connect', data: url.href });
    connection.toServer.push({ kind: 'request' });
    return connection;
  }

  forget(socket: StagedWebSocket): void {
    this.#sockets.delete(socket);
  }

  /** Takes all connections down without a word. */
  takeDown(): void {
    this.#down = true;
    for (const socket of this.#sockets) socket.abandon();
    this.#sockets.clear();
  }
}

function boundConstructor(network: StagedNetwork): WebSocketConstructor {
  const Bound = class WebSocket extends StagedWebSocket {
    constructor(url: unknown, ...rest: unknown[]) {
      if (arguments.length === 0) {
        throw new TypeError(
          "Failed to construct 'WebSocket': 1 argument required, but only 0 present.",
        );
      }
      super(network, url, rest[0]);
    }
  };
  return Bound as unknown as WebSocketConstructor;
}
