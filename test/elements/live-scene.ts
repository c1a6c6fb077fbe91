import '../../src/elements/pan-live-data/pan-live-data.define.js';
import type { LiveItem } from '../../src/core/live-row.js';
import type { PanLiveDataElement } from '../../src/elements/pan-live-data/pan-live-data.js';
import type { HttpAnswer } from '../../src/stage/stream.js';
import { WebSocketClient } from '../../src/transports.js';
import { panScene, type PanScene } from './pan-scene.js';

/** A page with a bus, a server of lists and one of WebSockets, and live data. */
export interface LiveScene extends PanScene {
  readonly source: WebSocketClient;
  /** What the server answers from now on; `undefined` for a network error. */
  answer: HttpAnswer | undefined;
  /** Makes live data and puts it into the page. */
  add(
    attributes?: Readonly<Record<string, string>>,
    properties?: Partial<PanLiveDataElement>,
  ): PanLiveDataElement;
  /** Pushes on the connection. */
  push(payload: unknown): void;
  /** Drops the connection. */
  drop(): void;
}

export const SRC = { src: '/api/items' };

export function liveScene(options?: { bus?: boolean }): LiveScene {
  const pan = panScene(options);
  const { stage, place } = pan;
  const source = new WebSocketClient('wss://stage.test/ws', {
    ...{ runtime: stage.runtime, reconnectDelay: () => 4000, maxReconnectAttempts: Infinity },
  });
  const servers: { send(data: string): void; drop(): void }[] = [];
  stage.websocket('*', (server) => {
    servers.push(server);
    server.accept();
  });
  const scene: LiveScene = {
    ...pan,
    source,
    answer: { body: rows('a', 'b') },
    add(attributes = SRC, properties = {}) {
      const element = document.createElement('pan-live-data');
      Object.assign(element, { runtime: stage.runtime, source, ...properties });
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      place.append(element);
      return element;
    },
    push: (payload) =>
      servers.at(-1)?.send(JSON.stringify({ type: 'item', payload, timestamp: 0 })),
    drop: () => servers.at(-1)?.drop(),
  };
  stage.http('*', (_, respond) => {
    if (scene.answer) respond(scene.answer);
    else respond.drop();
  });
  return scene;
}

/** A scene with live data that has been loaded. */
export async function loaded(
  attributes: Readonly<Record<string, string>> = {},
  properties: Partial<PanLiveDataElement> = {},
) {
  const scene = liveScene();
  const element = scene.add({ ...SRC, ...attributes }, properties);
  await scene.stage.advance(0);
  return Object.assign(scene, { element });
}

export function rows(...ids: string[]): LiveItem[] {
  return ids.map((id) => ({ id, title: `Title ${id}` }));
}

/** Reads the ids of what is shown. */
export function ids(element: PanLiveDataElement): unknown[] {
  return element.items.map(({ id }) => id);
}

/** Says when lists were asked for, in virtual ms. */
export function asks({ stage }: PanScene): number[] {
  return stage.log.entries
    .filter(({ kind, data }) => kind === 'connect' && data?.startsWith('GET'))
    .map(({ at }) => at);
}
