import { PollingClient } from '../../../../src/transports/polling-client.js';
import type { PollingClientOptions } from '../../../../src/transports/polling-options.js';
import type { Cast as AnyCast, Scene } from '../../scene.js';

export { connected, countingTokens, LATER, noteWait, retryAfter, SOON } from '../../scene.js';

export type Cast = AnyCast<PollingClient>;

/** How often clients ask, in ms. */
export const INTERVAL = 40;

/** Something that happens to a `PollingClient`. */
export interface PollingScene extends Omit<Scene<PollingClient>, 'make'> {
  /** A function where options have a memory. */
  readonly options?: PollingClientOptions | (() => PollingClientOptions);
}

export function pollingScene({ options, ...scene }: PollingScene): Scene<PollingClient> {
  return {
    ...scene,
    make({ runtime, urls }) {
      const own = typeof options === 'function' ? options() : options;
      return new PollingClient(urls.http, { interval: INTERVAL, ...own, runtime });
    },
  };
}

/** Makes the server answer with these messages from now on. */
export function answer({ world }: Cast, ids: readonly string[], more = {}): Promise<void> {
  return world.act('http', { do: 'respond', body: ids.map(note), ...more });
}

export function note(id: string): object {
  return { type: 'note', payload: { id }, timestamp: 0, id };
}
