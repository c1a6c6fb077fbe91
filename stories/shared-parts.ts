import { html, type TemplateResult } from 'lit';
import type { PanWebSocketElement } from '../src/elements/pan-websocket/pan-websocket.js';
import type { NotificationFeedElement } from '../src/elements/notification-feed/notification-feed.js';
import type { Stage } from '../src/stage/stage.js';
import type { StagedServerConnection } from '../src/stage/staged-server-connection.js';
import type { StageTabElement } from '../src/storybook/stage-tab.js';
import { badgeIn } from './scene-parts.js';

/** What a scene's server does and knows. */
export interface SharedServer {
  readonly open: number;
  readonly ever: number;
  /** What it has read, pings left out. */
  readonly received: readonly unknown[];
  /** Loses its connections, as when the operating system closes those of a process that died. */
  drop(): void;
  /** Sends a notification to everybody. */
  notify(id: string, title: string, more?: object): void;
}

const servers = new WeakMap<Stage, SharedServer>();

/** Gives the server of a stage that `sharedServer` has furnished. */
export function serverOf(stage: Stage): SharedServer {
  return servers.get(stage)!;
}

/** Furnishes a stage with a server that answers pings and counts connections. */
export function sharedServer(stage: Stage): void {
  const connections: StagedServerConnection[] = [];
  const received: unknown[] = [];
  const isOpen = ({ state }: StagedServerConnection): boolean => state === 'open';
  servers.set(stage, {
    get open() {
      return connections.filter(isOpen).length;
    },
    get ever() {
      return connections.length;
    },
    received,
    drop: () => connections.forEach((server) => server.drop()),
    notify(id, title, more = {}) {
      const timestamp = stage.runtime.clock.now();
      const payload = { id, title, timestamp, ...more };
      const frame = JSON.stringify({ type: 'notification', payload, timestamp, id: `m-${id}` });
      for (const server of connections.filter(isOpen)) server.send(frame);
    },
  });
  stage.websocket('/ws', (server) => {
    connections.push(server);
    server.onmessage((data) => {
      const { type, ...rest } = JSON.parse(data as string) as { type: string; payload: unknown };
      if (type === 'ping') server.send('{"type":"pong","payload":{},"timestamp":0}');
      else received.push(rest.payload);
    });
    server.accept();
  });
}

/** Windows of one user, whose pages share a connection. */
export function sharingWindows(...labels: readonly string[]): TemplateResult {
  return html`<open-sockets></open-sockets>
    <div class="windows">
      ${labels.map(
        (label) =>
          html`<stage-tab .label=${label} address="/inbox">
            <pan-websocket .shared=${true} .url=${'/ws'}>
              <notification-feed
                .placement=${'inline'}
                .grace=${0}
                .strings=${{ label: `Notifications, ${label.toLowerCase()}` }}
              ></notification-feed>
            </pan-websocket>
          </stage-tab>`,
      )}
    </div>`;
}

/** A window and what is in it. */
export interface SharingWindow {
  readonly tab: StageTabElement;
  readonly page: StageTabElement['tab'];
  readonly connection: PanWebSocketElement;
  readonly feed: NotificationFeedElement;
  readonly badge: ReturnType<typeof badgeIn>;
}

/** Finds the windows of a story. */
export function windowsIn(canvas: HTMLElement): [SharingWindow, SharingWindow, SharingWindow] {
  return [...canvas.querySelectorAll('stage-tab')].map((tab) => ({
    tab,
    page: tab.tab,
    connection: tab.querySelector('pan-websocket')!,
    feed: tab.querySelector('notification-feed')!,
    badge: badgeIn(tab),
  })) as [SharingWindow, SharingWindow, SharingWindow];
}
