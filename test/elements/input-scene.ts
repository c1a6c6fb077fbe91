import '../../src/elements/throttled-input/throttled-input.define.js';
import type { ThrottledInputElement } from '../../src/elements/throttled-input/throttled-input.js';
import type { WebSocketClientOptions } from '../../src/transports.js';
import { feedScene, type FeedScene } from './feed-scene.js';

/** A stage with a server, a client, a place in the page, and fields in it. */
export interface InputScene extends FeedScene {
  /** Makes a field, and waits until it is there. */
  addInput(
    properties?: Partial<ThrottledInputElement>,
    place?: HTMLElement,
  ): Promise<ThrottledInputElement>;
  /** What the server has read: `Kiel@300`. */
  sent(): string[];
}

export function inputScene(options: WebSocketClientOptions = {}): InputScene {
  const scene = feedScene({
    reconnectDelay: () => 1000,
    maxReconnectAttempts: Infinity,
    ...options,
  });
  const { stage, source } = scene;
  return {
    ...scene,
    async addInput(properties, place = scene.place) {
      const input = document.createElement('throttled-input');
      place.append(Object.assign(input, { runtime: stage.runtime, source, ...properties }));
      await stage.advance(0);
      return input;
    },
    sent: () =>
      stage.log.entries
        .filter(({ data, direction }) => direction === 'out' && data?.includes('"input-update"'))
        .map(({ data, at }) => {
          const { payload } = JSON.parse(data as string) as { payload: { value: string } };
          return `${payload.value}@${at}`;
        }),
  };
}

/** Sets a field into a form with a button. */
export async function inForm(properties: Partial<ThrottledInputElement> = {}) {
  const scene = inputScene();
  const form = document.createElement('form');
  const button = document.createElement('button');
  form.addEventListener('submit', (event) => event.preventDefault());
  scene.place.append(form);
  const input = await scene.addInput(properties, form);
  form.append(button);
  return { ...scene, form, input };
}
