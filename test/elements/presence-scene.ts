import '../../src/elements/presence-list/presence-list.define.js';
import type { PresenceListElement } from '../../src/elements/presence-list/presence-list.js';
import type { WebSocketClientOptions } from '../../src/transports.js';
import { feedScene, type FeedScene } from './feed-scene.js';

/** A stage with a server, a client, a place in the page, and lists in it. */
export interface PresenceScene extends FeedScene {
  addList(properties?: Partial<PresenceListElement>): PresenceListElement;
  /** Sends a message to the newest connection. */
  say(type: string, payload: unknown, timestamp?: unknown): void;
  /** Tells of people who are online, and waits until that is shown. */
  come(...userIds: string[]): Promise<void>;
}

export function presenceScene(options: WebSocketClientOptions = {}): PresenceScene {
  const scene = feedScene({
    reconnectDelay: () => 1000,
    maxReconnectAttempts: Infinity,
    ...options,
  });
  const { stage, source, place, servers } = scene;
  const say: PresenceScene['say'] = (type, payload, timestamp = 0) =>
    servers.at(-1)?.send(JSON.stringify({ type, payload, timestamp }));
  return {
    ...scene,
    say,
    addList(properties) {
      const list = document.createElement('presence-list');
      place.append(Object.assign(list, { runtime: stage.runtime, source, ...properties }));
      return list;
    },
    async come(...userIds) {
      for (const userId of userIds) say('presence-update', { userId, status: 'online' });
      await stage.advance(1000);
    },
  };
}
