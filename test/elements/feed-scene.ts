import '../../src/elements/notification-feed/notification-feed.define.js';
import { onTestFinished } from 'vitest';
import { cdp } from 'vitest/browser';
import type { NotificationFeedElement } from '../../src/elements/notification-feed/notification-feed.js';
import type { StagedServerConnection } from '../../src/stage/staged-server-connection.js';
import { Stage } from '../../src/stage.js';
import { WebSocketClient } from '../../src/transports.js';
import type { WebSocketClientOptions } from '../../src/transports.js';

export const NOTHING_LEFT = { timers: 0, frames: 0, sockets: 0, listeners: 0 };

/** A stage with a server that accepts everybody, a client, and a place in the page. */
export interface FeedScene {
  readonly stage: Stage;
  readonly source: WebSocketClient;
  readonly servers: StagedServerConnection[];
  /** Everything on it is removed when the test is over. */
  readonly place: HTMLElement;
  /** Makes a feed on this stage and puts it into the page. */
  addFeed(properties?: Partial<NotificationFeedElement>): NotificationFeedElement;
  /** Sends a notification to every connection. */
  send(payload: { id: string } & Record<string, unknown>): void;
}

export function feedScene(options: WebSocketClientOptions = {}): FeedScene {
  const stage = new Stage();
  const url = 'wss://stage.test/ws';
  const source = new WebSocketClient(url, { runtime: stage.runtime, ...options });
  const servers: StagedServerConnection[] = [];
  const place = addPlace();
  stage.websocket(url, (server) => {
    servers.push(server);
    server.accept();
  });
  onTestFinished(() => stage.dispose());
  return {
    stage,
    source,
    servers,
    place,
    addFeed(properties) {
      const feed = document.createElement('notification-feed');
      place.append(Object.assign(feed, { runtime: stage.runtime, source, ...properties }));
      return feed;
    },
    send: (payload) =>
      servers.at(-1)?.send(
        JSON.stringify({
          type: 'notification',
          payload: { timestamp: stage.runtime.clock.now(), title: payload.id, ...payload },
          timestamp: 0,
        }),
      ),
  };
}

/** Puts an empty element into the page for as long as the test lasts. */
export function addPlace(): HTMLElement {
  const place = document.createElement('div');
  document.body.append(place);
  onTestFinished(() => place.remove());
  return place;
}

/** Counts the connections that were asked for. */
export function connections({ stage }: FeedScene): number {
  return stage.log.entries.filter(({ kind }) => kind === 'connect').length;
}

/** Finds what has the focus, through all shadow trees. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Takes the real pointer out of the way, where it holds nobody's countdowns. */
export async function parkPointer(): Promise<void> {
  const pointer = cdp() as unknown as {
    send(method: 'Input.dispatchMouseEvent', event: object): Promise<void>;
  };
  await pointer.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 1190, y: 890 });
}
