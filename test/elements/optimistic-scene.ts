import '../../src/elements/optimistic-list/optimistic-list.define.js';
import { onTestFinished } from 'vitest';
import type { OptimisticListElement } from '../../src/elements/optimistic-list/optimistic-list.js';
import { Stage } from '../../src/stage.js';
import { WebSocketClient } from '../../src/transports.js';
import { ItemServer, type ItemServerOptions } from '../../stories/item-server.js';
import { addPlace } from './feed-scene.js';

/** What a scene with a WebSocket has one from. */
const line = {
  name: 'line',
  sources: { updates: { kind: 'websocket', url: '/updates' } },
  cues: [],
} as const;

/** A stage with a server that keeps a list, and a list in the page that has been loaded. */
export interface OptimisticScene {
  readonly stage: Stage;
  readonly server: ItemServer;
  readonly source: WebSocketClient;
  readonly place: HTMLElement;
  /** Names and outcomes of what has been settled: `add delivered`. */
  readonly settled: string[];
  addList(properties?: Partial<OptimisticListElement>): OptimisticListElement;
}

export async function optimisticScene(
  options: ItemServerOptions = {},
  properties?: Partial<OptimisticListElement>,
): Promise<OptimisticScene & { list: OptimisticListElement }> {
  const stage = new Stage({ stream: line });
  const server = new ItemServer(stage, { items: ['Milk', 'Bread'], tells: 'updates', ...options });
  const { runtime } = stage;
  const source = new WebSocketClient('/updates', {
    runtime,
    reconnectDelay: () => 500,
    maxReconnectAttempts: Infinity,
  });
  const place = addPlace();
  const settled: string[] = [];
  onTestFinished(() => stage.dispose());
  const scene: OptimisticScene = {
    ...{ stage, server, source, place, settled },
    addList(own) {
      const list = document.createElement('optimistic-list');
      list.addEventListener('item-settled', ({ operation, outcome }) =>
        settled.push(`${operation} ${outcome}`),
      );
      place.append(Object.assign(list, { runtime, source, retryDelay: () => 1000, ...own }));
      return list;
    },
  };
  const list = scene.addList(properties);
  await stage.advanceTo(1000);
  return { ...scene, list };
}
