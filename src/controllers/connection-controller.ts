import { ContextProvider } from '@lit/context';
import type { ReactiveController } from 'lit';
import { createAlarm, type Alarm } from '../core/alarm.js';
import { failure } from '../core/failure.js';
import type { MessageSource } from '../core/message-source.js';
import type { Runtime, Unsubscribe } from '../core/runtime.js';
import { sourceContext } from './contexts.js';
import { providedSource } from './provided-source.js';
import type { RuntimeController, RuntimeHost } from './runtime-controller.js';

/** An element that is a connection. */
export type ConnectionHost = RuntimeHost & { autoConnect: boolean };

/** A client that can be told to end its connection. */
export type DrivenClient = MessageSource & { disconnect(): void };

/** How a host makes its clients. */
export interface ClientMaker<Client extends DrivenClient> {
  /** What a client depends on: when it changes there is another one. `undefined` for none. */
  key(): string | undefined;
  make(runtime: Runtime): Client;
  /** Listens to a client, and returns what ends that. */
  follow(client: Client): Unsubscribe;
}

/**
 * Gives its host a client and hands it to every element inside. The client is connected while the
 * host is in the document, unless it waits for `connect()` or was ended by `disconnect()`.
 */
export class ConnectionController<Client extends DrivenClient> implements ReactiveController {
  readonly #host: ConnectionHost;
  readonly #runtime: RuntimeController;
  readonly #maker: ClientMaker<Client>;
  readonly #provider: ContextProvider<typeof sourceContext, ConnectionHost>;
  #client: Client | undefined;
  #key: string | undefined;
  #madeFor: Runtime | undefined;
  #unfollow: Unsubscribe | undefined;
  /** What was asked for last; before that the attribute decides. */
  #wish: boolean | undefined;
  #started = false;
  #leaving: Alarm | undefined;

  constructor(host: ConnectionHost, runtime: RuntimeController, maker: ClientMaker<Client>) {
    this.#host = host;
    this.#runtime = runtime;
    this.#maker = maker;
    this.#provider = new ContextProvider(host, { context: sourceContext });
    host.addController(this);
  }

  get client(): Client | undefined {
    return this.#client;
  }

  /** Connects, and goes on doing so until `disconnect()`. Nobody has to catch what it throws. */
  connect(): Promise<void> {
    this.#wish = true;
    const connected = this.#connect();
    connected.catch(() => undefined);
    return connected;
  }

  /** Ends the connection until `connect()`. */
  disconnect(): void {
    this.#wish = false;
    this.#stop();
  }

  /** Replaces an open connection by a new one, and hurries one that is waited for. */
  reconnect(): Promise<void> {
    if (this.#client?.connection.state === 'open') this.#client.disconnect();
    return this.connect();
  }

  hostConnected(): void {
    this.#leaving?.();
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const key = this.#maker.key();
    const runtime = this.#runtime.current;
    if (key !== this.#key || runtime !== this.#madeFor) this.#replace(key, runtime);
    if (this.#wish ?? this.#host.autoConnect) this.#start();
  }

  hostDisconnected(): void {
    // Who moves is back within the same task, and keeps the connection.
    this.#leaving = createAlarm(this.#runtime.clock);
    this.#leaving(() => this.#stop());
  }

  async #connect(): Promise<void> {
    this.#assertInside();
    // What has been set in this task counts already.
    await this.#host.updateComplete;
    this.#assertInside();
    if (!this.#wish) throw failure('connect', 'closed');
    if (!this.#client) throw failure('connect', 'invalid-url', '', undefined, 'Give a valid URL.');
    this.#started = true;
    return this.#client.connect();
  }

  #assertInside(): void {
    if (this.#host.isConnected) return;
    const cause = 'the element is in no document';
    throw failure('connect', 'closed', cause, undefined, 'Insert it first.');
  }

  #start(): void {
    if (this.#started || !this.#client) return;
    this.#started = true;
    this.#client.connect().catch(() => undefined);
  }

  #stop(): void {
    this.#started = false;
    this.#client?.disconnect();
  }

  #replace(key: string | undefined, runtime: Runtime): void {
    this.#stop();
    this.#unfollow?.();
    this.#key = key;
    this.#madeFor = runtime;
    this.#client = key === undefined ? undefined : this.#maker.make(runtime);
    this.#unfollow = this.#client && this.#maker.follow(this.#client);
    const connect = (): Promise<void> => this.connect();
    // There may be nothing to provide, which the context's type does not know.
    this.#provider.setValue(
      (this.#client && providedSource(this.#client, connect)) as MessageSource,
    );
  }
}
