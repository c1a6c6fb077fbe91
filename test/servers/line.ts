import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { LineCommand } from './commands.js';
import { Valve, type Freight, type LineConditions } from './valve.js';

const HOST = '127.0.0.1';
/** How long to try to get the port back after it was closed, in ms. */
const REOPEN_WITHIN = 3000;

interface Carried {
  readonly sockets: readonly [Socket, Socket];
  readonly valves: readonly [Valve, Valve];
}

/** A TCP proxy that can misbehave in every way networks know. */
export class Line {
  readonly #farPort: () => Promise<number>;
  readonly #toServer = freeLine();
  readonly #toPage = freeLine();
  readonly #carried = new Set<Carried>();
  #server: Server | undefined;
  #port = 0;
  #slams = false;

  /** @param farPort Tells where to connect to, as soon as somebody listens there. */
  constructor(farPort: () => Promise<number>) {
    this.#farPort = farPort;
  }

  get port(): number {
    return this.#port;
  }

  /** Whether new connections fail without reaching the server. */
  get refuses(): boolean {
    return this.#slams || this.#server === undefined;
  }

  /** Whether somebody waits in vain for what is held back. */
  get holdsSomebody(): boolean {
    return this.#toPage.held && this.#carried.size > 0;
  }

  /** Counts the connections that are not closed. */
  get count(): number {
    return this.#carried.size;
  }

  async act(command: LineCommand): Promise<void> {
    if (command.do === 'delay') for (const way of this.#ways) way.delay = command.ms;
    else if (command.do === 'drip') this.#toPage.drip = command.ms;
    else if (command.do === 'cut-short') this.#toPage.left = command.bytes;
    else if (command.do === 'slam') this.#slams = true;
    else if (command.do === 'close-port') this.#closePort();
    else if (command.do === 'blackhole') for (const way of this.#ways) way.held = true;
    else if (command.do === 'flow') await this.#flow();
    else this.#endAll(command.do);
  }

  /** Opens the port, the same one every time. */
  async open(): Promise<void> {
    const end = performance.now() + REOPEN_WITHIN;
    while (!this.#server) {
      const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
        this.#onConnection(socket),
      );
      try {
        await listening(server, this.#port);
        this.#server = server;
        this.#port = (server.address() as AddressInfo).port;
      } catch (error) {
        if (performance.now() > end) throw error;
      }
    }
  }

  /** Ends all connections and carries new ones as well as it can. */
  async clear(): Promise<void> {
    this.#cut();
    for (const way of this.#ways) way.delay = 0;
    await this.#flow();
  }

  close(): void {
    this.#closePort();
    this.#cut();
  }

  get #ways(): readonly LineConditions[] {
    return [this.#toServer, this.#toPage];
  }

  #cut(): void {
    for (const { sockets, valves } of this.#carried) {
      for (const valve of valves) valve.shut();
      for (const socket of sockets) socket.destroy();
    }
  }

  async #flow(): Promise<void> {
    this.#slams = false;
    for (const way of this.#ways) Object.assign(way, { ...freeLine(), delay: way.delay });
    for (const { valves } of this.#carried) for (const valve of valves) valve.flush();
    await this.open();
  }

  #closePort(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  #endAll(how: 'reset' | 'end'): void {
    for (const { sockets, valves } of this.#carried) {
      for (const valve of valves) valve.shut();
      for (const socket of sockets) {
        if (how === 'reset') socket.resetAndDestroy();
        else socket.end();
      }
    }
  }

  #onConnection(page: Socket): void {
    page.on('error', () => undefined);
    if (this.#slams) {
      page.destroy();
      return;
    }
    this.#farPort().then(
      (port) => this.#carry(page, connect({ port, host: HOST, allowHalfOpen: true })),
      () => page.resetAndDestroy(),
    );
  }

  #carry(page: Socket, server: Socket): void {
    server.setNoDelay();
    const toServer = new Valve(server, this.#toServer);
    const toPage = new Valve(page, this.#toPage);
    const carried: Carried = { sockets: [page, server], valves: [toServer, toPage] };
    this.#carried.add(carried);
    const both = (): void => {
      if (page.destroyed && server.destroyed) this.#carried.delete(carried);
    };
    follow(page, (freight) => toServer.push(freight), both);
    follow(server, (freight) => toPage.push(freight), both);
  }
}

function freeLine(): LineConditions {
  return { held: false, delay: 0, drip: 0, left: Infinity };
}

/** Hands on everything that comes out of a socket, its end included. */
function follow(socket: Socket, push: (freight: Freight) => void, onClosed: () => void): void {
  let ended = false;
  const finish = (how: 'end' | 'reset'): void => {
    if (!ended) push(how);
    ended = true;
  };
  socket.on('data', push);
  socket.on('end', () => finish('end'));
  socket.on('error', () => finish('reset'));
  socket.on('close', () => {
    finish('reset');
    onClosed();
  });
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, resolve);
  });
}
