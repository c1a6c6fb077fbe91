import type { Unsubscribe } from '../../core/runtime.js';
import type { Stage } from '../stage.js';
import { MockSocketNetwork } from './mock-socket-network.js';
import { MswNetwork, type MswOptions } from './msw-network.js';
import { declaredUrls, type Addresses } from './page-addresses.js';

/**
 * Lets a page that nobody can inject into reach a stage: `WebSocket`, `EventSource` and `fetch`
 * are answered at the URLs of a stream's sources, or at those given. Resolves with what ends that.
 *
 * Time is the stage's: nothing comes before `stage.advance` or `stage.play`.
 */
export async function playOnNetwork(
  stage: Stage,
  addresses: Addresses,
  options?: MswOptions,
): Promise<Unsubscribe> {
  const levels = [
    ...(declaredUrls(addresses, 'socket').length > 0
      ? [new MockSocketNetwork(stage, addresses)]
      : []),
    ...(declaredUrls(addresses, 'http').length > 0
      ? [new MswNetwork(stage, addresses, options)]
      : []),
  ];
  const end = (): void => levels.forEach((level) => level.end());
  try {
    for (const level of levels) await level.begin();
  } catch (error) {
    end();
    throw error;
  }
  return end;
}
