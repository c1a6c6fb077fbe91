import { SSEClient } from '../../../../src/transports/sse-client.js';
import type { SSEClientOptions } from '../../../../src/transports/sse-options.js';
import type { Cast as AnyCast, Scene } from '../../scene.js';
import type { World } from '../../world.js';

export { connected, countingTokens, LATER, noteWait, retryAfter, SOON } from '../../scene.js';

export type Cast = AnyCast<SSEClient>;

/** Something that happens to an `SSEClient`. */
export interface StreamScene extends Omit<Scene<SSEClient>, 'make'> {
  /** A function where options have a memory. */
  readonly options?: SSEClientOptions | ((world: World) => SSEClientOptions);
}

export function streamScene({ options, ...scene }: StreamScene): Scene<SSEClient> {
  return {
    ...scene,
    make(world) {
      const { runtime, urls } = world;
      const own = typeof options === 'function' ? options(world) : options;
      return new SSEClient(urls.sse, { ...own, runtime });
    },
  };
}

/** Makes the server send an event, without waiting for it. */
export function say({ world }: Cast, id: string): Promise<void> {
  return world.act('sse', { do: 'event', event: 'note', data: { id }, id });
}

/** Makes the server send an event, and waits for it. */
export async function receive(cast: Cast, id: string): Promise<void> {
  await say(cast, id);
  await cast.reporter.until(`message {"type":"note","payload":{"id":"${id}"}`);
}
