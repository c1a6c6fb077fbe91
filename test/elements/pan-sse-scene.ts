import type { PanSSEElement } from '../../src/elements/pan-sse/pan-sse.js';
import type { StagedHttpConnection } from '../../src/stage/staged-http-connection.js';
import { panScene, type PanScene } from './pan-scene.js';

/** A scene with a server of event streams that opens every one. */
export interface StreamScene extends PanScene {
  readonly servers: StagedHttpConnection[];
  /** Makes a stream and puts it into the page. */
  add(attributes?: Readonly<Record<string, string>>): PanSSEElement;
  /** Sends an event on the newest stream. */
  send(event: { data?: unknown; event?: string; id?: string }): void;
}

export function streamScene(options?: { bus?: boolean }): StreamScene {
  const scene = panScene(options);
  const { stage, place } = scene;
  const servers: StagedHttpConnection[] = [];
  stage.sse('*', (server) => {
    servers.push(server);
    server.open();
  });
  return {
    ...scene,
    servers,
    add(attributes) {
      const element = document.createElement('pan-sse');
      element.runtime = stage.runtime;
      for (const [name, value] of Object.entries({ src: '/api/events', ...attributes })) {
        element.setAttribute(name, value);
      }
      place.append(element);
      return element;
    },
    send: (event) => servers.at(-1)!.event(event),
  };
}

/** A scene with a stream that is open. */
export async function openStream(attributes: Readonly<Record<string, string>> = {}) {
  const scene = streamScene();
  const element = scene.add(attributes);
  await scene.stage.advance(0);
  return { ...scene, element };
}
