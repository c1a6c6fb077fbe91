import type { PresenceChanges } from '../../src/core/presence.js';
import { PresenceService } from '../../src/transports/presence-service.js';
import { every, scene } from './websocket-scene.js';

/** A connected client with a service, what that has told, and the beats that reached the server. */
export async function watched() {
  const result = scene({ reconnectDelay: every(1000), maxReconnectAttempts: Infinity });
  const presence = new PresenceService(result.client, { runtime: result.stage.runtime });
  const news: string[] = [];
  presence.subscribe((changes) => news.push(inShort(changes)));
  void result.client.connect();
  await result.stage.advance(0);
  const beats = () =>
    result.received
      .filter(({ type }) => type === 'presence-heartbeat')
      .map(({ payload }) => JSON.stringify(payload));
  return Object.assign(result, { presence, news, beats });
}

function inShort({ joined, left, changed }: PresenceChanges): string {
  const list = (sign: string, users: PresenceChanges['joined']) =>
    users.map(({ userId }) => sign + userId);
  return [...list('+', joined), ...list('-', left), ...list('~', changed)].join(' ');
}
