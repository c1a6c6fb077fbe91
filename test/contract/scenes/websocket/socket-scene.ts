import { WebSocketClient } from '../../../../src/transports/websocket-client.js';
import type { WebSocketClientOptions } from '../../../../src/transports/websocket-options.js';
import type { Cast as AnyCast, Scene } from '../../scene.js';
import type { World } from '../../world.js';

export { connected, countingTokens, LATER, retryAfter, SOON } from '../../scene.js';

export type Cast = AnyCast<WebSocketClient>;

/** Something that happens to a `WebSocketClient`. */
export interface SocketScene extends Omit<Scene<WebSocketClient>, 'make'> {
  /** A function where options have a memory. */
  readonly options?: WebSocketClientOptions | ((world: World) => WebSocketClientOptions);
  /** What the client's URL has after the path. */
  readonly query?: string;
}

export function socketScene({
  options,
  query = '',
  ...scene
}: SocketScene): Scene<WebSocketClient> {
  return {
    ...scene,
    make(world) {
      const { runtime, urls } = world;
      const own = typeof options === 'function' ? options(world) : options;
      return new WebSocketClient(urls.websocket + query, { ...own, runtime });
    },
  };
}

/** Sends a message whose fate is reported. */
export function send({ client, reporter }: Cast, type: string, payload?: unknown): void {
  reporter.followMessage(client.send(type, payload));
}

/** Makes the server send a message, and waits for it. */
export async function receive({ reporter, world }: Cast, id: string): Promise<void> {
  await world.act('websocket', { do: 'message', type: 'note', payload: { id }, id });
  await reporter.until(`message {"type":"note","payload":{"id":"${id}"}`);
}
