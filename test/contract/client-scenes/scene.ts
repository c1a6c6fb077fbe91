import type { WebSocketClient } from '../../../src/transports/websocket-client.js';
import type { WebSocketClientOptions } from '../../../src/transports/websocket-options.js';
import type { Reporter } from '../reporter.js';
import type { World } from '../world.js';

/** What a scene has to act with. */
export interface Cast {
  readonly client: WebSocketClient;
  readonly reporter: Reporter;
  readonly world: World;
}

/** Something that happens to a client, on a stage or in reality. */
export interface ClientScene {
  readonly name: string;
  /** A function where options have a memory. */
  readonly options?: WebSocketClientOptions | (() => WebSocketClientOptions);
  /** What the client's URL has after the path. */
  readonly query?: string;
  run(cast: Cast): Promise<void>;
}

/** Connects and waits until that is done. */
export async function connected({ client, reporter }: Cast): Promise<void> {
  reporter.followConnect(client.connect());
  await reporter.until('connect resolved');
}

/** Sends a message whose fate is reported. */
export function send({ client, reporter }: Cast, type: string, payload?: unknown): void {
  reporter.followMessage(client.send(type, payload));
}

/** Makes the server send a message, and waits for it. */
export async function receive({ reporter, world }: Cast, id: string): Promise<void> {
  await world.act({ do: 'message', type: 'note', payload: { id }, id });
  await reporter.until(`message {"type":"note","payload":{"id":"${id}"}`);
}

/**
 * Retries after these delays in ms, the last one again and again. A long one gives the scene the
 * time to change the world before the client looks again.
 */
export function retryAfter(...delays: readonly number[]): (attempt: number) => number {
  return (attempt) => delays[attempt - 1] ?? delays.at(-1) ?? 0;
}

/** A first retry that comes soon, and a second one that leaves time. */
export const SOON = 30;
export const LATER = 500;
