import '../../src/elements/connection-status/connection-status.define.js';
import '../../src/elements/pan-sse/pan-sse.define.js';
import '../../src/elements/pan-websocket/pan-websocket.define.js';
import '../../stories/pan-bus.define.js';
import { onTestFinished } from 'vitest';
import type { PanMessage } from '../../src/core/pan-message.js';
import type { PanWebSocketElement } from '../../src/elements/pan-websocket/pan-websocket.js';
import type { StagedServerConnection } from '../../src/stage/staged-server-connection.js';
import { Stage } from '../../src/stage.js';
import type { PanBusElement } from '../../stories/pan-bus.js';
import { addPlace } from './feed-scene.js';

/** A stage with a page that has a bus. */
export interface PanScene {
  readonly stage: Stage;
  readonly place: HTMLElement;
  readonly bus: PanBusElement;
  /** Everything that was published, in order. */
  readonly published: PanMessage[];
  /** The data of what was published on a topic. */
  on(topic: string): unknown[];
  /** Publishes as the page does. */
  publish(topic: string, data?: unknown, more?: Partial<PanMessage>): void;
}

/** A scene with a WebSocket server that accepts everybody. */
export interface SocketScene extends PanScene {
  readonly servers: StagedServerConnection[];
  /** What the servers were sent, texts as JSON where they are, pings left out. */
  readonly received: unknown[];
  /** Makes a connection and puts it into the page. */
  add(attributes?: Readonly<Record<string, string>>): PanWebSocketElement;
  /** Sends a frame to the newest connection: an object as JSON. */
  send(frame: unknown): void;
}

export const URL_ON_STAGE = 'wss://stage.test/ws';

export function panScene({ bus: withBus = true } = {}): PanScene {
  const stage = new Stage();
  const place = addPlace();
  const bus = document.createElement('pan-bus');
  const published: PanMessage[] = [];
  const listener = (event: Event): void =>
    void published.push((event as CustomEvent<PanMessage>).detail);
  document.addEventListener('pan:publish', listener);
  if (withBus) place.append(bus);
  onTestFinished(() => {
    place.remove();
    document.removeEventListener('pan:publish', listener);
    stage.dispose();
  });
  return {
    stage,
    place,
    bus,
    published,
    on: (topic) => published.filter((message) => message.topic === topic).map(({ data }) => data),
    publish: (topic, data, more) =>
      void document.body.dispatchEvent(
        new CustomEvent('pan:publish', { detail: { topic, data, ...more }, bubbles: true }),
      ),
  };
}

export function socketScene(options?: { bus?: boolean }): SocketScene {
  const scene = panScene(options);
  const { stage, place } = scene;
  const servers: StagedServerConnection[] = [];
  const received: unknown[] = [];
  stage.websocket('*', (server) => {
    servers.push(server);
    server.onmessage((data) => {
      const frame = parsed(data);
      if (isPing(frame)) server.send('{"type":"pong","payload":{},"timestamp":0}');
      else received.push(frame);
    });
    server.accept();
  });
  return {
    ...scene,
    servers,
    received,
    add(attributes) {
      const element = document.createElement('pan-websocket');
      element.runtime = stage.runtime;
      for (const [name, value] of Object.entries({ url: URL_ON_STAGE, ...attributes })) {
        element.setAttribute(name, value);
      }
      place.append(element);
      return element;
    },
    send: (frame) =>
      servers.at(-1)!.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
  };
}

/** A scene with a connection that is open, if its attributes allow it. */
export async function openSocket(attributes: Readonly<Record<string, string>> = {}) {
  const scene = socketScene();
  const element = scene.add(attributes);
  await scene.stage.advance(0);
  return { ...scene, element };
}

/** Gathers the events that an element fires. */
export function eventsOf<Type extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  type: Type,
): HTMLElementEventMap[Type][] {
  const events: HTMLElementEventMap[Type][] = [];
  element.addEventListener(type, (event) => events.push(event));
  return events;
}

/** Reads the codes of the errors that were published. */
export function codes({ on }: PanScene): unknown[] {
  return on('ws.error').map((data) => (data as { code: string }).code);
}

/** Says when connections were asked for, in virtual ms. */
export function attempts({ stage }: PanScene): number[] {
  return stage.log.entries.filter(({ kind }) => kind === 'connect').map(({ at }) => at);
}

function parsed(data: string | ArrayBuffer): unknown {
  try {
    return JSON.parse(data as string);
  } catch {
    return data;
  }
}

function isPing(frame: unknown): boolean {
  return (frame as { type?: unknown } | null)?.type === 'ping';
}
